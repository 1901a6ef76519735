using System.Runtime.CompilerServices;

namespace Risk.Monitoring;

/// <summary>
/// Counts values between fixed edges: bin 0 is below the first edge, bin i is [edge i-1, edge i), the last but one is from the last edge
/// on, and the last counts missing values (NaN). Exact under any number of threads.
/// </summary>
/// <remarks>Allocations: none after it is made. Thread safety: safe.</remarks>
public sealed class Histogram
{
    private readonly double[] _edges;
    private readonly StripedCounters _counters;

    /// <summary>Creates an empty histogram.</summary>
    /// <param name="edges">Strictly ascending, finite; at least one.</param>
    /// <exception cref="ArgumentException">The edges are empty, not finite or not ascending.</exception>
    public Histogram(ReadOnlySpan<double> edges)
    {
        if (edges.IsEmpty)
        {
            throw new ArgumentException("A histogram needs at least one edge.", nameof(edges));
        }

        for (int i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
            {
                throw new ArgumentException($"Edge {i} ({edges[i]}) must be finite and above the one before it.", nameof(edges));
            }
        }

        _edges = edges.ToArray();
        _counters = new StripedCounters(BinCount);
    }

    /// <summary>The edges.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The number of bins: one more than edges, and one for missing values.</summary>
    public int BinCount => _edges.Length + 2;

    /// <summary>Edges that cut 0 to 100 into equal bins, for scores.</summary>
    /// <param name="bins">The number of bins, 2 or more.</param>
    public static Histogram OfScores(int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        double[] edges = new double[bins - 1];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = 100.0 * (i + 1) / bins;
        }

        return new Histogram(edges);
    }

    /// <summary>Counts a value.</summary>
    public void Record(double value) => _counters.Increment(BinOf(value));

    /// <summary>The bin a value belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BinOf(double value)
    {
        if (double.IsNaN(value))
        {
            return _edges.Length + 1;
        }

        int low = 0;
        int high = _edges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (value < _edges[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Copies the counts of all bins, missing last.</summary>
    /// <exception cref="ArgumentException">The span is shorter than <see cref="BinCount"/>.</exception>
    public void CopyTo(Span<long> counts)
    {
        if (counts.Length < BinCount)
        {
            throw new ArgumentException($"The span holds {counts.Length} counts; the histogram has {BinCount} bins.", nameof(counts));
        }

        for (int i = 0; i < BinCount; i++)
        {
            counts[i] = _counters.Read(i);
        }
    }
}
