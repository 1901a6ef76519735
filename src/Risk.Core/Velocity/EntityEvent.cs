namespace Risk.Velocity;

/// <summary>What an entity's stripe needs of the event being scored.</summary>
internal readonly ref struct EntityEvent
{
    /// <summary>The key's hash.</summary>
    public required ulong Hash { get; init; }

    /// <summary>The event's time in Unix microseconds.</summary>
    public required long Time { get; init; }

    /// <summary>Bit c: the event satisfies condition c.</summary>
    public required ulong Flags { get; init; }

    /// <summary>The values by column: doubles' bits, or hashes with 0 for missing.</summary>
    public required ReadOnlySpan<ulong> Values { get; init; }

    /// <summary>The event is read beside the running frames and must not move them: its time lies too far ahead.</summary>
    public required bool IsDetached { get; init; }

    /// <summary>Allowed lateness in microseconds.</summary>
    public required long Lateness { get; init; }

    /// <summary>The largest ring of a key as a power of two.</summary>
    public required int MaximumCapacity { get; init; }
}
