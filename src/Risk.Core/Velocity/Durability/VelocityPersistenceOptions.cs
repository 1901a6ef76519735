namespace Risk.Velocity;

/// <summary>Where and how often a <see cref="VelocityStore"/> is written down.</summary>
public sealed record VelocityPersistenceOptions
{
    /// <summary>The folder of snapshots and journals; made when it is not there. One store and one process at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether what is recorded between snapshots goes to a journal. On by default; without it everything since the last snapshot is lost with the process.</summary>
    public bool Journal { get; init; } = true;

    /// <summary>
    /// The journal is flushed when so many events wait for it. A process that dies loses at most so many events, and one more for each thread that was recording.
    /// Default 1,000.
    /// </summary>
    public int FlushEvents { get; init; } = 1_000;

    /// <summary>The journal is flushed at least so often. Default one second.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether a flush waits until the disk has the data, so that the bound holds when the machine dies as well. On by default; off, the bound holds when only the
    /// process dies.
    /// </summary>
    public bool FlushToDisk { get; init; } = true;

    /// <summary>How often a snapshot is taken by itself; null leaves it to <see cref="VelocityPersistence.Snapshot"/>.</summary>
    public TimeSpan? SnapshotInterval { get; init; }

    /// <summary>
    /// Refuse files written for other windows. Off by default: history is taken over by the names of attributes and conditions, and windows that need what the files
    /// lack are told incomplete until they have filled.
    /// </summary>
    public bool RequireSameWindows { get; init; }

    /// <summary>The clock of the intervals.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
