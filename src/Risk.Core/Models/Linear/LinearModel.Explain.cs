using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Linear;

public sealed partial class LinearModel
{
    private const int BlockFeatures = 8;

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
        int first = margin * FeatureCount;
        if (Vector256.IsHardwareAccelerated && features.Length >= BlockFeatures)
        {
            ContributeInBlocks(features, first, contributions);
        }
        else
        {
            for (int i = 0; i < features.Length; i++)
            {
                contributions[i] = _explainedWeights[first + i] * (Filled(features[i], i) - _reference[i]);
            }
        }

        return _explainedBases[margin];
    }

    // Every contribution is computed by itself, so the bits are those of the loop above; the last block overlaps the one before instead of leaving a remainder. All spans and arrays
    // hold at least as many values as there are features.
    private void ContributeInBlocks(ReadOnlySpan<float> features, int first, Span<double> contributions)
    {
        int last = features.Length - BlockFeatures;
        for (int i = 0; ; i = Math.Min(i + BlockFeatures, last))
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(features), (nuint)i));
            Contribute(lower, first, i, ref MemoryMarshal.GetReference(contributions));
            Contribute(upper, first, i + (BlockFeatures / 2), ref MemoryMarshal.GetReference(contributions));
            if (i == last)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Contribute(Vector256<double> features, int first, int index, ref double contributions)
    {
        if (_fillValues is not null)
        {
            Vector256<double> fills = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_fillValues), (nuint)index);
            features = Vector256.ConditionalSelect(Vector256.Equals(features, features), features, fills);
        }

        Vector256<double> weights = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_explainedWeights), (nuint)(first + index));
        Vector256<double> reference = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_reference), (nuint)index);
        (weights * (features - reference)).StoreUnsafe(ref contributions, (nuint)index);
    }
}
