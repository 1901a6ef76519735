using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

internal sealed unsafe partial class FeatureRanker
{
    // The key of a missing value that goes right, in float64 rows: above infinity, not above padding.
    private const long MissingHigh = 0x7FFF_FFFF_7FFF_FFFF;

    // What a missing value's key is, and up to which magnitude a value is missing: 1e-35 where zero is, below 0 where only NaN is.
    private readonly AlignedArray<int> _missingKeys;
    private readonly AlignedArray<float> _missingLimits;

    private void SetMissing(RankedFeature feature)
    {
        _missingKeys[feature.Feature] = feature.Missing switch
        {
            MissingRoute.Left or MissingRoute.ZeroLeft => int.MinValue,
            MissingRoute.AsZero => 0,
            _ => int.MaxValue,
        };
        _missingLimits[feature.Feature] =
            feature.Missing is MissingRoute.ZeroLeft or MissingRoute.ZeroRight ? (float)SplitTest.ZeroThreshold : -1;
    }

    private void ToKeys(float* row, int* keys)
    {
        int feature = 0;
        for (; feature <= _featureCount - BlockLength; feature += BlockLength)
        {
            ToKeys(Vector512.Load(row + feature), feature, keys);
        }

        if (feature == _featureCount)
            return;

        // The rest: as part of a vector that begins earlier, or, in a row too short for that, from a padded copy.
        if (_featureCount >= BlockLength)
        {
            feature = _featureCount - BlockLength;
            ToKeys(Vector512.Load(row + feature), feature, keys);
            return;
        }

        float* padded = stackalloc float[BlockLength];
        for (feature = 0; feature < _featureCount; feature++)
        {
            padded[feature] = row[feature];
        }

        ToKeys(Vector512.Load(padded), 0, keys);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ToKeys(Vector512<float> values, int feature, int* keys)
    {
        Vector512<int> bits = values.AsInt32();
        Vector512<int> ordered = bits ^ ((bits >> 31) & Vector512.Create(int.MaxValue));
        Vector512<float> present = Vector512.GreaterThan(Vector512.Abs(values), Vector512.Load(_missingLimits.Pointer + feature));
        Vector512.ConditionalSelect(present.AsInt32(), ordered, Vector512.Load(_missingKeys.Pointer + feature)).Store(keys + feature);
    }

    private void ToKeys(double* row, long* keys)
    {
        int feature = 0;
        for (; feature <= _featureCount - 8; feature += 8)
        {
            ToKeys(Vector512.Load(row + feature), feature, keys);
        }

        for (; feature < _featureCount; feature++)
        {
            long ordered = OrderedKey.Of(row[feature]);
            int missing = _missingKeys.Pointer[feature];
            keys[feature] = Math.Abs(row[feature]) > _missingLimits.Pointer[feature] ? ordered : Widen(missing);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ToKeys(Vector512<double> values, int feature, long* keys)
    {
        Vector512<long> bits = values.AsInt64();
        Vector512<long> ordered = bits ^ ((bits >> 63) & Vector512.Create(long.MaxValue));
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(_missingLimits.Pointer + feature));
        Vector512<double> present = Vector512.GreaterThan(Vector512.Abs(values), Vector512.Create(low, high));
        (Vector256<long> lowKeys, Vector256<long> highKeys) = Vector256.Widen(Vector256.Load(_missingKeys.Pointer + feature));
        Vector512<long> missing = Vector512.Create(lowKeys, highKeys);

        // A key of 32 bits becomes one of 64 with the same place: lowest, zero or highest.
        missing = (missing << 32) | (missing & Vector512.Create(0xFFFF_FFFFL) & ~(missing >> 63));
        Vector512.ConditionalSelect(present.AsInt64(), ordered, missing).Store(keys + feature);
    }

    private static long Widen(int key) => ((long)key << 32) | (key < 0 ? 0 : (uint)key);
}
