namespace Risk.Velocity;

/// <summary>
/// A stretch of time that moves with the events: (t - lag - length, t - lag]. Windows of equal length and lag share one. Its first word in a key's block
/// holds the sequence numbers of the first event inside (low half) and the first that has not entered yet (high half).
/// </summary>
/// <param name="Length">Its length in microseconds.</param>
/// <param name="Lag">How far its end lies behind the event, in microseconds.</param>
/// <param name="Word">Its first word, counted from the block's start.</param>
/// <param name="Aggregates">What it keeps.</param>
internal sealed record Frame(long Length, long Lag, int Word, AggregateSlot[] Aggregates)
{
    /// <summary>Which loop moves it.</summary>
    public FrameShape Shape { get; } = Aggregates switch
    {
        [] => FrameShape.Bare,
        [{ Kind: AggregateKind.Sum, Condition: < 0, Word: 1 }] => FrameShape.Sum,
        _ => FrameShape.Any,
    };

    /// <summary>Whether it counts distinct values.</summary>
    public bool HasDistinct { get; } = Array.Exists(Aggregates, static slot => slot.Kind == AggregateKind.Distinct);

    /// <summary>How many words it takes, its first included.</summary>
    public int Words { get; } = 1 + Aggregates.Sum(static slot => AggregateSlot.Words(slot.Kind));
}
