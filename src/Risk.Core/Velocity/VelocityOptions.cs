namespace Risk;

/// <summary>Bounds of a <see cref="VelocityStore"/>.</summary>
public sealed record VelocityOptions
{
    /// <summary>The most memory the history may take, in bytes. When it is full the least recently seen keys are evicted and counted. Default 1 GiB.</summary>
    public long MemoryBudgetBytes { get; init; } = 1L << 30;

    /// <summary>The most events kept under one key; older ones are dropped and counted. Default 65,536.</summary>
    public int MaximumEventsPerKey { get; init; } = 65_536;

    /// <summary>
    /// How much later than its time an event may arrive and still find the history its windows cover. Longer costs memory. Default ten minutes.
    /// </summary>
    public TimeSpan AllowedLateness { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far ahead of the clock an event's time may lie; one beyond is read and not recorded, and counted. Default one day.</summary>
    public TimeSpan MaximumAhead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The clock that <see cref="MaximumAhead"/> is measured from; null to accept any time, as replays of simulated futures need.</summary>
    public TimeProvider? Clock { get; init; } = TimeProvider.System;

    /// <summary>The attribute that holds the event's time; null takes the schema's first timestamp.</summary>
    public string? TimeAttribute { get; init; }

    /// <summary>
    /// The attribute that identifies an event, so that <see cref="VelocityStore.RecordOutcome(ReadOnlySpan{char}, string, double)"/> finds it by its id alone: a text, or
    /// a number without fraction up to 2^53. Null keeps no ids. Ids are kept as 64-bit hashes: of n ids at once two share one with a chance of n² / 3.7e19 (3e-6 for
    /// ten millions), and the label of one is then the other's. The hash is the same on every machine and no defence against ids chosen to collide.
    /// </summary>
    public string? EventIdAttribute { get; init; }

    /// <summary>
    /// The attributes that become known after their event and are recorded by its id: numbers or booleans. Entities with windows over them keep a word more for each
    /// event, two conditions more for each over a label, and an index of 32 bytes for each event in reach, within the budget.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How many independently locked parts the keys are spread over, a power of two; 0 chooses by the number of processors.</summary>
    public int Stripes { get; init; }
}
