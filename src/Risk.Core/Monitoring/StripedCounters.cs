using System.Runtime.CompilerServices;

namespace Risk.Monitoring;

/// <summary>
/// A fixed set of counters, each kept once per processor stripe so that threads seldom touch the same cache line. Exact:
/// every increment is atomic; a reading sums the stripes.
/// </summary>
/// <remarks>Counting: allocations none, thread safety safe.</remarks>
public sealed class StripedCounters
{
    // A stripe starts on its own pair of cache lines, so that the adjacent-line prefetcher does not couple two stripes.
    private const int LongsPerLinePair = 16;

    private readonly long[] _cells;
    private readonly int _stride;
    private readonly int _mask;

    /// <summary>Creates counters at zero.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public StripedCounters(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        int stripes = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, Environment.ProcessorCount));
        _mask = stripes - 1;
        _stride = (count + LongsPerLinePair - 1) / LongsPerLinePair * LongsPerLinePair;
        _cells = GC.AllocateArray<long>((stripes * _stride) + LongsPerLinePair, pinned: true);
    }

    /// <summary>The number of counters.</summary>
    public int Count { get; }

    /// <summary>Adds one.</summary>
    /// <param name="counter">Its position, from 0.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(int counter) => Interlocked.Increment(ref Cell(counter));

    /// <summary>Adds a value, which may be negative.</summary>
    /// <param name="counter">Its position, from 0.</param>
    /// <param name="value">What to add.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int counter, long value) => Interlocked.Add(ref Cell(counter), value);

    /// <summary>The sum over all stripes. Increments made meanwhile may or may not be in it.</summary>
    /// <param name="counter">Its position, from 0.</param>
    public long Read(int counter)
    {
        long sum = 0;
        for (int stripe = 0; stripe <= _mask; stripe++)
        {
            sum += Volatile.Read(ref _cells[(stripe * _stride) + counter]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref long Cell(int counter) => ref _cells[((Thread.GetCurrentProcessorId() & _mask) * _stride) + counter];
}
