namespace Risk.Monitoring;

/// <summary>
/// Compares the features a model sees with those it was trained on: one histogram a feature over the baseline's edges, and the
/// population stability index of each on demand.
/// </summary>
/// <remarks>Thread safety: safe; what is read while others record may lack their last values.</remarks>
public sealed class DriftMonitor
{
    private readonly FeatureBaseline[] _baselines;
    private readonly Histogram[] _live;

    /// <summary>Starts with empty histograms.</summary>
    /// <param name="baselines">One per monitored feature.</param>
    public DriftMonitor(IReadOnlyList<FeatureBaseline> baselines)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        _baselines = [.. baselines];
        _live = new Histogram[_baselines.Length];
        for (int i = 0; i < _live.Length; i++)
        {
            _live[i] = new Histogram(_baselines[i].Edges);
        }
    }

    /// <summary>The baselines, in the order of <see cref="Indexes"/>.</summary>
    public IReadOnlyList<FeatureBaseline> Baselines => _baselines;

    /// <summary>Counts one feature vector. Sample when the vector is long: each feature costs one search and one atomic add.</summary>
    /// <param name="features">The vector; a baseline beyond its end counts nothing.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public void Record(ReadOnlySpan<float> features)
    {
        for (int i = 0; i < _baselines.Length; i++)
        {
            int feature = _baselines[i].FeatureIndex;
            if ((uint)feature < (uint)features.Length)
            {
                _live[i].Record(features[feature]);
            }
        }
    }

    /// <summary>The population stability index of each baseline; NaN while nothing was recorded.</summary>
    /// <remarks>Allocations: the result and working memory. Thread safety: safe.</remarks>
    public double[] Indexes()
    {
        double[] indexes = new double[_baselines.Length];
        for (int i = 0; i < indexes.Length; i++)
        {
            long[] actual = new long[_live[i].BinCount];
            _live[i].CopyTo(actual);
            indexes[i] = PopulationStability.Index(_baselines[i].Counts, actual);
        }

        return indexes;
    }
}
