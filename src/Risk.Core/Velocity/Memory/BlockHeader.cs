using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>The words that the blocks of all kinds of windows begin with.</summary>
internal static class BlockHeader
{
    /// <summary>The key's hash.</summary>
    public const int HashWord = 0;

    /// <summary>The time up to which the frames have moved, in microseconds.</summary>
    public const int ClockWord = 1;

    /// <summary>Where the ring begins and ends.</summary>
    public const int RingWord = 2;

    /// <summary>The time until which windows may miss evicted events (signed), in microseconds.</summary>
    public const int IncompleteWord = 3;

    /// <summary>The ring's capacity as a power of two.</summary>
    public const int CapacityWord = 4;

    /// <summary>How many words these are.</summary>
    public const int Words = 5;

    public static int CapacityOf(ref ulong block) => (int)Unsafe.Add(ref block, CapacityWord);

    /// <summary>Until when windows may miss events.</summary>
    public static ref ulong IncompleteUntil(ref ulong block) => ref Unsafe.Add(ref block, IncompleteWord);
}
