using Risk.Models;

namespace Risk.Core.Tests.Scoring;

/// <summary>A model whose probability is its first feature, whose contributions are its features, and which fails when told to.</summary>
internal sealed class FixedModel(params string[] names) : IExplainableModel
{
    public int FeatureCount => names.Length;

    public int OutputCount => 1;

    public int MarginCount => 1;

    public ModelInfo Info { get; init; } = new() { Kind = "linear", Format = "code", FeatureNames = names };

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => outputs[0] = features[0];

    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins) =>
        margins[0] = features[0] == -1 ? throw new InvalidOperationException("told to fail") : features[0];

    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins) => margins[0] = features[0];

    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        for (int i = 0; i < margins.Length; i++)
        {
            PredictMargin(rows.Slice(i * FeatureCount, FeatureCount), margins.Slice(i, 1));
        }
    }

    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs) => outputs[0] = margins[0];

    public double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions)
    {
        for (int i = 0; i < features.Length; i++)
        {
            contributions[i] = features[i];
        }

        return 0;
    }
}
