namespace Risk.Models;

/// <summary>A model that can split its margin into one contribution per feature.</summary>
public interface IExplainableModel : IMarginModel
{
    /// <summary>
    /// Writes the contribution of each feature to one margin; their sum plus the returned base equals the margin
    /// (to rounding). Exact for linear models and scorecards, TreeSHAP (path-dependent) for tree ensembles.
    /// </summary>
    /// <param name="features">One row.</param>
    /// <param name="margin">Which margin, from 0.</param>
    /// <param name="contributions">Receives <see cref="IRiskModel.FeatureCount"/> values.</param>
    /// <returns>The base: the expected margin.</returns>
    /// <remarks>Allocations: none once the thread's scratch has grown. Thread safety: safe.</remarks>
    double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions);
}
