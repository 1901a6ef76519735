namespace Risk.Velocity;

/// <summary>
/// A stretch of whole buckets that moves with the events; windows of equal length and lag share one. Its first word in a key's block holds the first bucket inside
/// (low half) and the first that has not entered yet (high half), counted from the oldest kept.
/// </summary>
/// <remarks>
/// Without lag it reaches from the bucket that holds the window's first microsecond to the one of the event: the window's length and less than one bucket more. With lag
/// its end must not lie after the window's, so it is the last bucket that is over by then, and as many before it as make up the length: length and lag are each longer by
/// less than one bucket.
/// </remarks>
internal sealed class BucketFrame
{
    private readonly long _width;
    private readonly long _buckets;
    private readonly long _slack;
    private readonly long _lagBuckets;
    private readonly long _lagSlack;

    /// <param name="width">The width of a bucket.</param>
    /// <param name="length">The window's length.</param>
    /// <param name="lag">The window's lag.</param>
    /// <param name="word">Its first word, counted from the block's start.</param>
    /// <param name="slots">What it keeps.</param>
    public BucketFrame(long width, long length, long lag, int word, BucketFrameSlot[] slots)
    {
        (_width, Length, Lag, Word, Slots) = (width, length, lag, word, slots);
        (_buckets, _slack) = Cover(length, width);
        (_lagBuckets, _lagSlack) = Cover(lag, width);
        Words = 1 + slots.Sum(static slot => slot.Words);
    }

    public long Length { get; }

    public long Lag { get; }

    public int Word { get; }

    public BucketFrameSlot[] Slots { get; }

    /// <summary>How many words it takes, its first included.</summary>
    public int Words { get; }

    /// <summary>The buckets that it covers at a time.</summary>
    /// <param name="bucket">The bucket of the time.</param>
    /// <param name="offset">How far the time lies in it.</param>
    /// <returns>The first and the last of them.</returns>
    public (long First, long Last) At(long bucket, long offset)
    {
        if (Lag == 0)
        {
            return (bucket - _buckets + Carry(offset, _slack), bucket);
        }

        long last = bucket - _lagBuckets + Carry(offset, _lagSlack) - 1;
        return (last - _buckets + 1, last);
    }

    private static (long Buckets, long Slack) Cover(long length, long width)
    {
        long buckets = (length + width - 1) / width;
        return (buckets, (buckets * width) - length);
    }

    // The bucket of a time one microsecond after what lies whole buckets and a slack behind: no division.
    private long Carry(long offset, long slack) => offset + 1 + slack >= _width ? 1 : 0;
}
