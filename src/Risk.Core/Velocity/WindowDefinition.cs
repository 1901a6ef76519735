namespace Risk.Velocity;

/// <summary>
/// One windowed aggregate: of the events with the same key whose time lies in (t - lag - window, t - lag], t being
/// the time of the event scored. Equal definitions are the same window whatever their names.
/// </summary>
public sealed record WindowDefinition
{
    /// <summary>The name of the column it fills.</summary>
    public required string Name { get; init; }

    /// <summary>The attributes that make the entity key, in order; at least one.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>What is computed.</summary>
    public required WindowAggregate Aggregate { get; init; }

    /// <summary>The attribute aggregated; null for counts and since-last.</summary>
    public string? Value { get; init; }

    /// <summary>The length, from one second to 400 days.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How far the window's end lies in the past: for labels that arrive later. Zero by default.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Whether the event scored counts itself. Off by default: read before record.</summary>
    public bool IncludeCurrent { get; init; }

    /// <summary>A condition of the rules language that events must satisfy to count, or null.</summary>
    public string? Where { get; init; }
}
