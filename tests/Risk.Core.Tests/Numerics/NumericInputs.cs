namespace Risk.Core.Tests.Numerics;

/// <summary>Seeded inputs for elementary functions: spread over a range, over magnitudes, and around the borders.</summary>
internal static class NumericInputs
{
    /// <summary>Values that every function must survive.</summary>
    public static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, -2.2250738585072014e-308,
        1e-300, -1e-300, 1e-17, -1e-17, 1e-9, -1e-9, 0.34657359027997264, -0.34657359027997264, 0.6931471805599453, -0.6931471805599453,
        708.3964185322641, -708.3964185322641, 709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412,
        -750, 1000, -1000, 1e300, -1e300, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    /// <summary>Evenly spread over a range.</summary>
    public static IEnumerable<double> Spread(double low, double high, int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            yield return low + ((high - low) * random.NextDouble());
        }
    }

    /// <summary>Both signs, magnitudes evenly spread over powers of two.</summary>
    public static IEnumerable<double> Magnitudes(int lowExponent, int highExponent, int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            double magnitude = Math.ScaleB(1 + random.NextDouble(), random.Next(lowExponent, highExponent));
            yield return random.Next(2) == 0 ? magnitude : -magnitude;
        }
    }

    /// <summary>How many inputs a test takes: few in the normal run, a hundred times as many in the long one.</summary>
    public static int Count(int normal) =>
        Environment.GetEnvironmentVariable("RISK_LONG_TESTS") is "1" ? normal * 100 : normal;
}
