using System.Globalization;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Equality up to a named tolerance. NaN equals NaN; an infinity equals only itself.</summary>
public static class Tolerance
{
    /// <summary>Asserts that two numbers differ by at most <paramref name="absolute"/>.</summary>
    public static void AssertWithin(double expected, double actual, double absolute, string? what = null)
    {
        double difference = Difference(expected, actual);
        if (!(difference <= absolute))
        {
            throw new XunitException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what ?? "value"}: expected {expected:R}, got {actual:R}: {difference:R} apart, at most {absolute:R} allowed."));
        }
    }

    /// <summary>Asserts that two numbers differ by at most <paramref name="relative"/> times the larger magnitude.</summary>
    public static void AssertWithinRelative(double expected, double actual, double relative, string? what = null)
    {
        double scale = Math.Max(Math.Abs(expected), Math.Abs(actual));
        AssertWithin(expected, actual, double.IsFinite(scale) ? relative * scale : 0, what);
    }

    /// <summary>Asserts that two vectors have the same length and differ nowhere by more than <paramref name="absolute"/>; names the worst position.</summary>
    public static void AssertWithin(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double absolute, string? what = null)
    {
        Ulp.AssertLengths(expected.Length, actual.Length, what);
        int worst = 0;
        for (int i = 1; i < expected.Length; i++)
        {
            if (Difference(expected[i], actual[i]) > Difference(expected[worst], actual[worst]))
            {
                worst = i;
            }
        }

        if (expected.Length > 0)
        {
            AssertWithin(expected[worst], actual[worst], absolute, Ulp.At(what, worst));
        }
    }

    /// <summary>Asserts that two vectors have the same length and differ nowhere by more than <paramref name="absolute"/>; names the worst position.</summary>
    public static void AssertWithin(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double absolute, string? what = null)
    {
        double[] wideExpected = new double[expected.Length];
        double[] wideActual = new double[actual.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            wideExpected[i] = expected[i];
        }

        for (int i = 0; i < actual.Length; i++)
        {
            wideActual[i] = actual[i];
        }

        AssertWithin(wideExpected, wideActual, absolute, what);
    }

    /// <summary>The absolute difference: 0 for two NaN or two equal infinities, infinite when only one is NaN or infinite.</summary>
    public static double Difference(double expected, double actual)
    {
        if (expected.Equals(actual))
        {
            return 0;
        }

        double difference = Math.Abs(expected - actual);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
