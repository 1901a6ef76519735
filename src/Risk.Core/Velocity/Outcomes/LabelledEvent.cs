namespace Risk.Velocity;

/// <summary>A label and the event it is for, as an entity's stripe needs it.</summary>
internal readonly ref struct LabelledEvent
{
    /// <summary>The key's hash.</summary>
    public required ulong Key { get; init; }

    /// <summary>The event's time in Unix microseconds.</summary>
    public required long Time { get; init; }

    /// <summary>The hash of the event's id.</summary>
    public required ulong Id { get; init; }

    /// <summary>What is kept of the label.</summary>
    public required EntityLabel Label { get; init; }

    /// <summary>The label.</summary>
    public required double Value { get; init; }

    /// <summary>By bit: the truth of conditions that read the label alone; looked at where the label is neither 0 nor 1.</summary>
    public required ulong Truths { get; init; }
}
