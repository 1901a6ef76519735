namespace Risk.Monitoring;

/// <summary>How one feature was distributed in training.</summary>
public sealed class FeatureBaseline
{
    private readonly double[] _edges;
    private readonly long[] _counts;

    /// <summary>Creates a baseline.</summary>
    /// <param name="featureIndex">The feature's position in the vector.</param>
    /// <param name="name">The feature's name.</param>
    /// <param name="edges">Ascending, finite edges of the bins.</param>
    /// <param name="counts">Training counts as <see cref="Histogram"/> orders them: edges + 1 bins, then missing.</param>
    /// <exception cref="ArgumentException">The counts do not fit the edges.</exception>
    public FeatureBaseline(int featureIndex, string name, ReadOnlySpan<double> edges, ReadOnlySpan<long> counts)
    {
        if (counts.Length != edges.Length + 2)
        {
            throw new ArgumentException($"The baseline of '{name}' has {edges.Length} edges and {counts.Length} counts: it needs {edges.Length + 2}.", nameof(counts));
        }

        (FeatureIndex, Name, _edges, _counts) = (featureIndex, name, edges.ToArray(), counts.ToArray());
    }

    /// <summary>The feature's position in the vector.</summary>
    public int FeatureIndex { get; }

    /// <summary>The feature's name.</summary>
    public string Name { get; }

    /// <summary>The edges of the bins.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Training counts, missing last.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts a training column into bins of equal frequency.</summary>
    /// <param name="featureIndex">The feature's position in the vector.</param>
    /// <param name="name">The feature's name.</param>
    /// <param name="values">The training values; NaN is missing.</param>
    /// <param name="bins">How many bins to aim for; fewer when values repeat.</param>
    public static FeatureBaseline Of(int featureIndex, string name, ReadOnlySpan<float> values, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var present = new List<float>(values.Length);
        foreach (float value in values)
        {
            if (!float.IsNaN(value))
            {
                present.Add(value);
            }
        }

        present.Sort();
        var edges = new List<double>();
        for (int i = 1; i < bins && present.Count > 0; i++)
        {
            double edge = present[(int)((long)present.Count * i / bins)];
            if (double.IsFinite(edge) && (edges.Count == 0 ? edge > present[0] : edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        if (edges.Count == 0)
        {
            edges.Add(present.Count > 0 && float.IsFinite(present[0]) ? present[0] : 0);
        }

        var histogram = new Histogram(edges.ToArray());
        foreach (float value in values)
        {
            histogram.Record(value);
        }

        long[] counts = new long[histogram.BinCount];
        histogram.CopyTo(counts);
        return new FeatureBaseline(featureIndex, name, edges.ToArray(), counts);
    }
}
