using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Internals.Numerics;

/// <summary>
/// How many thresholds of a list lie below a value: the number of its bin. Compares sixteen at a time and counts, without a
/// branch that depends on the value. NaN lies above none.
/// </summary>
internal static class ThresholdRank
{
    /// <summary>Thresholds come in blocks of this many; the last is filled up with infinity, which lies below nothing.</summary>
    public const int Block = 16;

    /// <summary>The number of elements to make room for.</summary>
    public static int PaddedLength(int count) => (count + Block - 1) / Block * Block;

    /// <summary>Counts thresholds below a value.</summary>
    /// <param name="thresholds">The first of <paramref name="padded"/> thresholds.</param>
    /// <param name="padded">A multiple of <see cref="Block"/>.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ref readonly float thresholds, int padded, float value)
    {
        int count = 0;
        for (nuint block = 0; block < (nuint)padded; block += Block)
        {
            count += CountBlock(in thresholds, block, value);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBlock(ref readonly float thresholds, nuint block, float value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return BitOperations.PopCount(
                Vector512.GreaterThan(Vector512.Create(value), Vector512.LoadUnsafe(in thresholds, block)).ExtractMostSignificantBits());
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> wide = Vector256.Create(value);
            uint low = Vector256.GreaterThan(wide, Vector256.LoadUnsafe(in thresholds, block)).ExtractMostSignificantBits();
            uint high = Vector256.GreaterThan(wide, Vector256.LoadUnsafe(in thresholds, block + 8)).ExtractMostSignificantBits();
            return BitOperations.PopCount(low | (high << 8));
        }

        if (Vector128.IsHardwareAccelerated)
        {
            // A lane that is greater is -1: the sum of the lanes is the count, negated.
            Vector128<float> wide = Vector128.Create(value);
            Vector128<int> greater = Vector128.GreaterThan(wide, Vector128.LoadUnsafe(in thresholds, block)).AsInt32()
                + Vector128.GreaterThan(wide, Vector128.LoadUnsafe(in thresholds, block + 4)).AsInt32()
                + Vector128.GreaterThan(wide, Vector128.LoadUnsafe(in thresholds, block + 8)).AsInt32()
                + Vector128.GreaterThan(wide, Vector128.LoadUnsafe(in thresholds, block + 12)).AsInt32();
            return -Vector128.Sum(greater);
        }

        return CountScalar(in thresholds, block, value);
    }

    /// <summary>One block, one threshold at a time: the law.</summary>
    internal static int CountScalar(ref readonly float thresholds, nuint block, float value)
    {
        int count = 0;
        for (nuint i = block; i < block + Block; i++)
        {
            count += value > Unsafe.Add(ref Unsafe.AsRef(in thresholds), i) ? 1 : 0;
        }

        return count;
    }
}
