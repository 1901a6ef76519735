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

    /// <summary>How many independently locked parts the keys are spread over, a power of two; 0 chooses by the number of processors.</summary>
    public int Stripes { get; init; }
}
