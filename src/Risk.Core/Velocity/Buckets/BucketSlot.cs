namespace Risk.Velocity;

/// <summary>Something that every bucket of a group keeps.</summary>
/// <param name="Kind">Count, sum, minimum or maximum.</param>
/// <param name="Column">The value column; <see cref="Events"/> when events are counted, <see cref="Time"/> for the event's own time.</param>
/// <param name="Condition">The condition's bit in an event's flags; -1 for every event.</param>
/// <param name="Word">The first of its words, counted from the bucket's.</param>
internal readonly record struct BucketSlot(AggregateKind Kind, int Column, int Condition, int Word)
{
    /// <summary>No column: events themselves.</summary>
    public const int Events = -1;

    /// <summary>No column: the event's time, in microseconds.</summary>
    public const int Time = -2;

    /// <summary>How many words it takes in a bucket: a count and an extreme one, a sum three (128 bits and the number of values).</summary>
    public int Words => Kind == AggregateKind.Sum ? 3 : 1;
}
