using Risk.Models.Explanation;

namespace Risk.Models.Trees;

public sealed partial class TreeEnsemble : IExplainableModel
{
    private TreeExplainer? _explainer;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The ensemble takes its trees' minimum or maximum, which has no sum of contributions.</exception>
    public double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions)
    {
        CheckExplain(features.Length, margin, contributions.Length);
        return Explainer.Explain(features, margin, contributions);
    }

    /// <summary>The contributions of each feature of a float64 row to one margin; see <see cref="Explain(ReadOnlySpan{float}, int, Span{double})"/>.</summary>
    /// <param name="features">One row.</param>
    /// <param name="margin">Which margin, from 0.</param>
    /// <param name="contributions">Receives <see cref="FeatureCount"/> values.</param>
    /// <returns>The base: the expected margin.</returns>
    /// <exception cref="NotSupportedException">The ensemble takes its trees' minimum or maximum, which has no sum of contributions.</exception>
    /// <remarks>Allocations: none once the thread's scratch has grown. Thread safety: safe.</remarks>
    public double Explain(ReadOnlySpan<double> features, int margin, Span<double> contributions)
    {
        CheckExplain(features.Length, margin, contributions.Length);
        return Explainer.Explain(features, margin, contributions);
    }

    // Made when it is first asked for: most models are never explained. Two threads may both make it; one of them stays.
    private TreeExplainer Explainer =>
        Volatile.Read(ref _explainer)
        ?? Interlocked.CompareExchange(ref _explainer, new TreeExplainer(_definition), null)
        ?? _explainer!;

    private void CheckExplain(int features, int margin, int contributions)
    {
        if (features != _definition.FeatureCount)
            ThrowRowLength(features, nameof(features));
        if (contributions != _definition.FeatureCount)
            ThrowOutputLength(contributions, _definition.FeatureCount, nameof(contributions));
        if ((uint)margin >= (uint)_definition.MarginCount)
            throw new ArgumentOutOfRangeException(nameof(margin), margin, $"The model has {_definition.MarginCount} margins.");
        if (_definition.Aggregate is not TreeAggregate.Sum and not TreeAggregate.Average)
            throw new NotSupportedException("The ensemble takes the minimum or maximum of its trees, which can't be split into contributions.");
    }
}
