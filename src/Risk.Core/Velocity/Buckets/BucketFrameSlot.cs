namespace Risk.Velocity;

/// <summary>What a frame keeps up to date of the buckets it covers.</summary>
/// <param name="Source">What the buckets keep.</param>
/// <param name="Word">The first of its words, counted from the frame's.</param>
internal readonly record struct BucketFrameSlot(BucketSlot Source, int Word)
{
    /// <summary>How many words it takes in a frame: an extreme has a second one, not 0 when the bucket that held it has left.</summary>
    public int Words => Source.Kind == AggregateKind.Sum ? 3 : Source.Kind == AggregateKind.Count ? 1 : 2;
}
