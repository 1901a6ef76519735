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

    /// <summary>
    /// Null, the default, keeps every event and is exact. Otherwise the events are held as counters for buckets of equal time, so many to the window's length (1 to
    /// 10,000), and the memory of a key is bounded whatever the number of its events. The answer is then the exact one of a window that begins at the start of a bucket:
    /// longer than <see cref="Window"/> by less than <c>Window / Buckets</c>, and never shorter; with a lag, length and lag are each longer by less than that.
    /// </summary>
    /// <remarks>
    /// Distinct values are kept in buckets too, exactly or not: see <see cref="ExactDistinctValues"/>. The bound holds for an event that is not older than its key's newest;
    /// an older one also sees what came before it of its own bucket. Windows of the same keys and <c>Window / Buckets</c> share their buckets. An outcome that arrives later
    /// moves the event between counts and sums, and is taken as the first one of its event; what it adds to a minimum, maximum or distinct count stays there.
    /// </remarks>
    public int? Buckets { get; init; }

    /// <summary>
    /// For distinct values: null, the default without <see cref="Buckets"/>, keeps every event and is exact. Otherwise up to so many values of a key (1 to 16,384) are counted
    /// exactly, in whole buckets; a key with more in reach of its windows is counted by a HyperLogLog sketch for each bucket, with a standard error of 2.3 % and
    /// never more than 2 KiB a bucket. With <see cref="Buckets"/> alone it is 256, and alone it has 60 buckets.
    /// </summary>
    /// <remarks>
    /// A key whose values beyond the number have all passed out of reach is counted exactly again. Sketches are of 2,048 registers over a fixed hash, the same on every machine;
    /// <see cref="VelocityStatistics.SketchedKeys"/> counts the keys that went over to them.
    /// </remarks>
    public int? ExactDistinctValues { get; init; }

    /// <summary>Whether buckets are kept instead of events.</summary>
    internal bool IsBucketed => Buckets is not null || ExactDistinctValues is not null;
}
