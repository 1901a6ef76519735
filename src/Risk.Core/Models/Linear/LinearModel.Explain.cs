namespace Risk.Models.Linear;

public sealed partial class LinearModel
{
    /// <summary>
    /// Writes weight * (x - reference) for each feature, the exact contribution to one margin against the
    /// <see cref="LinearModelDefinition.Reference"/> row; their sum plus the returned base equals the margin up to rounding.
    /// </summary>
    /// <param name="features">One row; a missing feature counts as its fill value, or contributes NaN without one.</param>
    /// <param name="margin">Which margin, from 0.</param>
    /// <param name="contributions">Receives <see cref="FeatureCount"/> values.</param>
    /// <returns>The base: the margin of the reference row.</returns>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public double Explain(ReadOnlySpan<float> features, int margin, Span<double> contributions)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(contributions.Length, FeatureCount, nameof(contributions));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)margin, (uint)MarginCount, nameof(margin));
        double start = _definition.Intercepts[margin];
        for (int i = 0; i < features.Length; i++)
        {
            double weight = _plainWeights[(margin * FeatureCount) + i] / _scales[i];
            contributions[i] = weight * (Filled(features[i], i) - _reference[i]);
            start += weight * (_reference[i] - _means[i]);
        }

        return start;
    }
}
