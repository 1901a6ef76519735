namespace Risk.Velocity;

/// <summary>A running aggregate of a frame: which values it covers and where its words lie in a key's block.</summary>
/// <param name="Kind">What is kept.</param>
/// <param name="Column">The value column; -1 when events themselves are counted.</param>
/// <param name="Condition">The condition's bit in an event's flags; -1 for every event.</param>
/// <param name="Word">The first of its words, counted from the frame's.</param>
internal readonly record struct AggregateSlot(AggregateKind Kind, int Column, int Condition, int Word)
{
    /// <summary>How many words the kind takes.</summary>
    public static int Words(AggregateKind kind) => kind switch
    {
        AggregateKind.Count => 1,
        AggregateKind.Sum => 3,
        AggregateKind.Distinct => 1,
        _ => 2,
    };
}
