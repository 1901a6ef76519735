using Risk.Internals.Numerics;

namespace Risk.Models.Scorecards;

public sealed partial class Scorecard
{
    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(outputs.Length, 1, nameof(outputs));
        outputs[0] = (float)Link(Margin(Total(features)));
    }

    /// <inheritdoc/>
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        CheckLength(rows.Length, outputs.Length * FeatureCount, nameof(rows));
        for (int row = 0; row < outputs.Length; row++)
        {
            outputs[row] = (float)Link(Margin(Total(rows.Slice(row * FeatureCount, FeatureCount))));
        }
    }

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, 1, nameof(margins));
        margins[0] = Margin(Total(features));
    }

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, 1, nameof(margins));
        margins[0] = Margin(Total(features));
    }

    /// <inheritdoc/>
    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        CheckLength(rows.Length, margins.Length * FeatureCount, nameof(rows));
        for (int row = 0; row < margins.Length; row++)
        {
            margins[row] = Margin(Total(rows.Slice(row * FeatureCount, FeatureCount)));
        }
    }

    /// <inheritdoc/>
    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        CheckLength(margins.Length, 1, nameof(margins));
        CheckLength(outputs.Length, 1, nameof(outputs));
        outputs[0] = Link(margins[0]);
    }

    // Without scaling the offset is 0 and the factor 1 or -1: the margin is the points with the sign of risk.
    private double Margin(double points) => (_offset - points) / _factor;

    private double Link(double margin) => _scaled ? DoubleMath.Sigmoid(margin) : -_factor * margin;
}
