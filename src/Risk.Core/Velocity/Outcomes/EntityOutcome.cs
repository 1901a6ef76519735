namespace Risk.Velocity;

/// <summary>A label that became known after its event was recorded, as an entity's stripe needs it.</summary>
internal readonly ref struct EntityOutcome
{
    /// <summary>The key's hash.</summary>
    public required ulong Hash { get; init; }

    /// <summary>The event's time in Unix microseconds.</summary>
    public required long Time { get; init; }

    /// <summary>The conditions that the event satisfies now.</summary>
    public required ulong Flags { get; init; }

    /// <summary>The event's values now; a missing one is not looked at.</summary>
    public required ReadOnlySpan<ulong> Values { get; init; }

    /// <summary>By bit: the columns that hold the label.</summary>
    public required ulong ChangedColumns { get; init; }

    /// <summary>By bit: the conditions that look at the label.</summary>
    public required ulong ChangedConditions { get; init; }
}
