using System.Globalization;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Distances between floating-point numbers, counted in representable numbers.</summary>
/// <remarks>Two NaN are equal whatever their payload; 0 and -0 are 0 apart, though not bit-equal.</remarks>
public static class Ulp
{
    /// <summary>How many steps from <paramref name="a"/> to <paramref name="b"/>; <see cref="long.MaxValue"/> when one of them is NaN.</summary>
    public static long Distance(float a, float b)
    {
        if (float.IsNaN(a) || float.IsNaN(b))
        {
            return float.IsNaN(a) && float.IsNaN(b) ? 0 : long.MaxValue;
        }

        return Math.Abs(Ordered(a) - Ordered(b));
    }

    /// <summary>How many steps from <paramref name="a"/> to <paramref name="b"/>; <see cref="long.MaxValue"/> when one of them is NaN or they are further apart.</summary>
    public static long Distance(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return double.IsNaN(a) && double.IsNaN(b) ? 0 : long.MaxValue;
        }

        Int128 distance = Int128.Abs(Ordered(a) - Ordered(b));
        return distance > long.MaxValue ? long.MaxValue : (long)distance;
    }

    /// <summary>Asserts that two numbers are at most <paramref name="ulps"/> apart.</summary>
    public static void AssertWithin(float expected, float actual, long ulps, string? what = null)
    {
        long distance = Distance(expected, actual);
        if (distance > ulps)
        {
            throw new XunitException(Message(what, Describe(expected), Describe(actual), $"{distance} ulp apart, at most {ulps} allowed"));
        }
    }

    /// <summary>Asserts that two numbers are at most <paramref name="ulps"/> apart.</summary>
    public static void AssertWithin(double expected, double actual, long ulps, string? what = null)
    {
        long distance = Distance(expected, actual);
        if (distance > ulps)
        {
            throw new XunitException(Message(what, Describe(expected), Describe(actual), $"{distance} ulp apart, at most {ulps} allowed"));
        }
    }

    /// <summary>Asserts that two numbers have the same bits; any NaN equals any NaN, 0 and -0 differ.</summary>
    public static void AssertBitEqual(float expected, float actual, string? what = null)
    {
        if (!BitEqual(expected, actual))
        {
            throw new XunitException(Message(what, Describe(expected), Describe(actual), $"{Distance(expected, actual)} ulp apart, must be bit-equal"));
        }
    }

    /// <summary>Asserts that two numbers have the same bits; any NaN equals any NaN, 0 and -0 differ.</summary>
    public static void AssertBitEqual(double expected, double actual, string? what = null)
    {
        if (!BitEqual(expected, actual))
        {
            throw new XunitException(Message(what, Describe(expected), Describe(actual), $"{Distance(expected, actual)} ulp apart, must be bit-equal"));
        }
    }

    /// <summary>Asserts that two vectors have the same length and bits; names the first position that differs.</summary>
    public static void AssertBitEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string? what = null)
    {
        AssertLengths(expected.Length, actual.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!BitEqual(expected[i], actual[i]))
            {
                AssertBitEqual(expected[i], actual[i], At(what, i));
            }
        }
    }

    /// <summary>Asserts that two vectors have the same length and bits; names the first position that differs.</summary>
    public static void AssertBitEqual(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string? what = null)
    {
        AssertLengths(expected.Length, actual.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!BitEqual(expected[i], actual[i]))
            {
                AssertBitEqual(expected[i], actual[i], At(what, i));
            }
        }
    }

    internal static string At(string? what, int index) => string.Create(CultureInfo.InvariantCulture, $"{what ?? "value"}[{index}]");

    internal static void AssertLengths(int expected, int actual, string? what)
    {
        if (expected != actual)
        {
            throw new XunitException($"{what ?? "values"}: expected {expected} of them, got {actual}.");
        }
    }

    private static bool BitEqual(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static bool BitEqual(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    // Bits in sign and magnitude become integers in the order of the numbers.
    private static long Ordered(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? int.MinValue - (long)bits : bits;
    }

    private static Int128 Ordered(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - (Int128)bits : bits;
    }

    private static string Message(string? what, string expected, string actual, string difference) =>
        $"{what ?? "value"}: expected {expected}, got {actual}: {difference}.";

    private static string Describe(float value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.SingleToUInt32Bits(value):X8})");

    private static string Describe(double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.DoubleToUInt64Bits(value):X16})");
}
