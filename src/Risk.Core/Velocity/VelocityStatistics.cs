namespace Risk.Velocity;

/// <summary>What a <see cref="VelocityStore"/> holds and what it did beside the ordinary since it was made.</summary>
public sealed record VelocityStatistics
{
    /// <summary>Keys with history, over all entities.</summary>
    public long KeyCount { get; init; }

    /// <summary>The bytes of all history and tables.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Reads of events older than the newest of their key.</summary>
    public long LateEvents { get; init; }

    /// <summary>Events dropped though a window still reached them: a key had too many, or memory was full.</summary>
    public long DroppedEvents { get; init; }

    /// <summary>Keys evicted for lack of memory though a window still reached them.</summary>
    public long EvictedKeys { get; init; }

    /// <summary>Events too far ahead of the clock, read and not recorded.</summary>
    public long FutureEvents { get; init; }

    /// <summary>Times an entity was skipped because the event had no key for it.</summary>
    public long EventsWithoutKey { get; init; }

    /// <summary>Events without a time, for which all windows are missing.</summary>
    public long EventsWithoutTime { get; init; }

    /// <summary>Outcomes for which an entity had no event, or one that had the label already; those by event id count once, and where they need attributes.</summary>
    public long OutcomesWithoutEvent { get; init; }

    /// <summary>Event ids that a label can be recorded by, counted once for every entity whose windows look at a label.</summary>
    public long EventIds { get; init; }

    /// <summary>Event ids forgotten for lack of memory though a window over a label still reached their event, counted once for every entity.</summary>
    public long ForgottenEventIds { get; init; }

    /// <summary>Events whose id an earlier one had, counted once for every entity: the latest in event time has the id.</summary>
    public long DuplicateEventIds { get; init; }

    /// <summary>Times a key had more distinct values than <see cref="WindowDefinition.ExactDistinctValues"/> and went over to sketches.</summary>
    public long SketchedKeys { get; init; }

    /// <summary>What keys take by the windows that are kept together.</summary>
    public IReadOnlyList<WindowMemory> Memory { get; init; } = [];
}
