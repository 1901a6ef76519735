using System.Buffers;
using System.Runtime.CompilerServices;

namespace Risk.Models.Formats.XGBoost;

/// <summary>
/// XGBoost's gblinear: bias + base margin + Σ weight·x, in float32 and in the order of features, as XGBoost adds it. A missing
/// feature adds nothing.
/// </summary>
internal sealed class GbLinearModel : IExplainableModel
{
    private const int StackMargins = 64;

    private readonly float[] _weights;
    private readonly float[] _start;
    private readonly LinkFunction _link;

    /// <summary>Makes the model.</summary>
    /// <param name="weights">Feature-major, a weight per margin; the biases last.</param>
    /// <param name="baseMargin">The base margin of each margin.</param>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="link">The link function.</param>
    /// <param name="info">The model's description.</param>
    public GbLinearModel(float[] weights, double[] baseMargin, int featureCount, LinkFunction link, ModelInfo info)
    {
        _weights = weights;
        _link = link;
        FeatureCount = featureCount;
        MarginCount = baseMargin.Length;
        OutputCount = link == LinkFunction.ArgMax ? 1 : MarginCount;
        _start = new float[MarginCount];
        for (int margin = 0; margin < MarginCount; margin++)
        {
            _start[margin] = weights[(featureCount * MarginCount) + margin] + (float)baseMargin[margin];
        }

        Info = info with { MemoryBytes = (weights.Length + _start.Length) * sizeof(float) };
    }

    public int FeatureCount { get; }

    public int OutputCount { get; }

    public int MarginCount { get; }

    public ModelInfo Info { get; }

    [SkipLocalsInit]
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        double[]? rented = MarginCount > StackMargins ? ArrayPool<double>.Shared.Rent(MarginCount) : null;
        Span<double> margins = rented is null ? stackalloc double[StackMargins] : rented;
        margins = margins[..MarginCount];
        Evaluate(features, margins);
        LinkFunctions.Apply(_link, 1, margins, outputs);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        Evaluate(features, margins);
    }

    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        for (int margin = 0; margin < margins.Length; margin++)
        {
            float sum = _start[margin];
            for (int feature = 0; feature < features.Length; feature++)
            {
                float value = (float)features[feature];
                sum = float.IsNaN(value) ? sum : sum + (_weights[(feature * MarginCount) + margin] * value);
            }

            margins[margin] = sum;
        }
    }

    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        int count = rows.Length / FeatureCount;
        CheckLength(rows.Length, count * FeatureCount, nameof(rows));
        CheckLength(margins.Length, count * MarginCount, nameof(margins));
        for (int row = 0; row < count; row++)
        {
            Evaluate(rows.Slice(row * FeatureCount, FeatureCount), margins.Slice(row * MarginCount, MarginCount));
        }
    }

    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        CheckLength(margins.Length, MarginCount, nameof(margins));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        LinkFunctions.Apply(_link, 1, margins, outputs);
    }

    public double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(contributions.Length, FeatureCount, nameof(contributions));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)margin, (uint)MarginCount, nameof(margin));
        for (int feature = 0; feature < features.Length; feature++)
        {
            float value = features[feature];
            contributions[feature] = float.IsNaN(value) ? 0 : (double)_weights[(feature * MarginCount) + margin] * value;
        }

        return _start[margin];
    }

    private static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"has {actual} values, but the model takes {expected}.", parameter);
        }
    }

    private void Evaluate(ReadOnlySpan<float> features, Span<double> margins)
    {
        for (int margin = 0; margin < margins.Length; margin++)
        {
            float sum = _start[margin];
            for (int feature = 0; feature < features.Length; feature++)
            {
                float value = features[feature];
                sum = float.IsNaN(value) ? sum : sum + (_weights[(feature * MarginCount) + margin] * value);
            }

            margins[margin] = sum;
        }
    }
}
