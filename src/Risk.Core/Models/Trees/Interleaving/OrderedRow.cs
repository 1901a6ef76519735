using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// Turns a row into <see cref="OrderedKey"/>s, feature by feature. A missing value gets the key that sends it where the nodes
/// on the feature send it, so that no node has to look for missing values.
/// </summary>
/// <remarks>The owner is kept alive by whoever calls. Negative zero's key is below zero's and above every negative number's: thresholds are never negative zero.</remarks>
internal sealed unsafe class OrderedRow
{
    /// <summary>The keys of a vector of float32.</summary>
    internal const int Lanes = 16;

    /// <summary>The key of a missing value that goes right, in float64 rows: above infinity, not above every number.</summary>
    internal const long MissingHigh = 0x7FFF_FFFF_7FFF_FFFF;

    private readonly int _featureCount;

    // What a missing value's key is, and up to which magnitude a value is missing: 1e-35 where zero is, below 0 where only NaN is.
    private readonly AlignedArray<int> _missingKeys;
    private readonly AlignedArray<float> _missingLimits;

    internal OrderedRow(int featureCount)
    {
        _featureCount = featureCount;
        _missingKeys = new AlignedArray<int>(Length);
        _missingLimits = new AlignedArray<float>(Length);
    }

    /// <summary>The keys that <c>Fill</c> has room for: the features, rounded up to whole vectors.</summary>
    internal int Length => (_featureCount + Lanes - 1) / Lanes * Lanes;

    internal long Bytes => _missingKeys.Bytes + _missingLimits.Bytes;

    /// <summary>Says what the missing values of a feature are, and where they go.</summary>
    internal void SetMissing(int feature, MissingRoute route)
    {
        _missingKeys[feature] = route switch
        {
            MissingRoute.Left or MissingRoute.ZeroLeft => int.MinValue,
            MissingRoute.AsZero => 0,
            _ => int.MaxValue,
        };
        _missingLimits[feature] = route is MissingRoute.ZeroLeft or MissingRoute.ZeroRight ? (float)SplitTest.ZeroThreshold : -1;
    }

    /// <summary>The keys of a float32 row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="keys">Room for <see cref="Length"/> keys.</param>
    internal void Fill(float* row, int* keys)
    {
        int feature = 0;
        for (; feature <= _featureCount - Lanes; feature += Lanes)
        {
            ToKeys(Vector512.Load(row + feature), feature, keys);
        }

        if (feature == _featureCount)
            return;

        // The rest: as part of a vector that begins earlier, or, in a row too short for that, from a padded copy.
        if (_featureCount >= Lanes)
        {
            feature = _featureCount - Lanes;
            ToKeys(Vector512.Load(row + feature), feature, keys);
            return;
        }

        float* padded = stackalloc float[Lanes];
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

    /// <summary>The keys of a float64 row.</summary>
    /// <inheritdoc cref="Fill(float*, int*)"/>
    internal void Fill(double* row, long* keys)
    {
        int feature = 0;
        for (; feature <= _featureCount - 8; feature += 8)
        {
            ToKeys(Vector512.Load(row + feature), feature, keys);
        }

        for (; feature < _featureCount; feature++)
        {
            keys[feature] = KeyOf(row[feature], feature);
        }
    }

    /// <summary>The keys of a float32 row that is compared in float64.</summary>
    /// <inheritdoc cref="Fill(float*, int*)"/>
    internal void Fill(float* row, long* keys)
    {
        int feature = 0;
        for (; feature <= _featureCount - 8; feature += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(row + feature));
            ToKeys(Vector512.Create(low, high), feature, keys);
        }

        for (; feature < _featureCount; feature++)
        {
            keys[feature] = KeyOf(row[feature], feature);
        }
    }

    private long KeyOf(double value, int feature)
    {
        int missing = _missingKeys.Pointer[feature];
        return Math.Abs(value) > _missingLimits.Pointer[feature] ? OrderedKey.Of(value) : Widen(missing);
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
