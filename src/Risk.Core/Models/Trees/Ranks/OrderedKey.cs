namespace Risk.Models.Trees;

/// <summary>
/// Integers in the order of the floating-point numbers that they stand for, so that one integer comparison ranks a value and NaN has a
/// place as well: the highest or the lowest.
/// </summary>
internal static class OrderedKey
{
    /// <summary>Turns the bits of a float32 into its key.</summary>
    internal static int Of(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return bits ^ ((bits >> 31) & int.MaxValue);
    }

    /// <summary>Turns the bits of a float64 into its key.</summary>
    internal static long Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    /// <summary>The key of a threshold for float32 rows. Negative zero sorts below zero, so a threshold of zero is always positive.</summary>
    internal static int OfThreshold32(double threshold)
    {
        float rounded = NumericSplit.RoundDown(threshold);
        return Of(rounded == 0 ? 0f : rounded);
    }

    /// <summary>The key of a threshold for float64 rows.</summary>
    internal static long OfThreshold64(double threshold) => Of(threshold == 0 ? 0.0 : threshold);
}
