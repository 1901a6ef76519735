using System.Numerics;

namespace Risk.Benchmarks.Latency;

/// <summary>
/// Counts durations in nanoseconds in buckets whose width grows with the value: 64 to a power of two, so that a percentile is right to 1.6 %. Fixed memory, no allocation.
/// One thread writes; merge the threads' histograms afterwards.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int Powers = 40;

    private readonly long[] _counts = new long[(Powers + 1) * SubBuckets];

    public long Count { get; private set; }

    public long Maximum { get; private set; }

    public void Record(long nanoseconds)
    {
        _counts[IndexOf(nanoseconds)]++;
        Count++;
        Maximum = Math.Max(Maximum, nanoseconds);
    }

    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Maximum = Math.Max(Maximum, other.Maximum);
    }

    /// <summary>The duration that a share of the calls did not exceed.</summary>
    public long Percentile(double share)
    {
        long wanted = (long)Math.Ceiling(share * Count), seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted && seen > 0)
            {
                return Math.Min(UpperEndOf(i), Maximum);
            }
        }

        return Maximum;
    }

    private static int IndexOf(long nanoseconds)
    {
        long value = Math.Clamp(nanoseconds, 0, (1L << (Powers + SubBucketBits - 1)) - 1);
        int shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBucketBits);
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    private static long UpperEndOf(int index)
    {
        int shift = Math.Max(0, (index / SubBuckets) - 1);
        return ((long)(index - (shift * SubBuckets)) << shift) + (1L << shift) - 1;
    }
}
