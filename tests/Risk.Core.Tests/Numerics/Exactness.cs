namespace Risk.Core.Tests.Numerics;

/// <summary>How far a computed number is from the exact one, in units of the last place of the exact one.</summary>
internal static class Exactness
{
    /// <summary>The error of a float64 result.</summary>
    public static double Ulps(BigFloat exact, double computed) => Ulps(exact, computed, 52, -1074, 1023);

    /// <summary>The error of a float32 result.</summary>
    public static double Ulps(BigFloat exact, float computed) => Ulps(exact, computed, 23, -149, 127);

    /// <summary>The largest error over inputs, with the input that has it.</summary>
    public static (double Ulps, double Input) Worst(IEnumerable<double> inputs, Func<BigFloat, BigFloat> exact, Func<double, double> computed)
    {
        (double Ulps, double Input) worst = (0, double.NaN);
        foreach (double input in inputs)
        {
            double ulps = Ulps(exact(BigFloat.From(input)), computed(input));
            if (!(ulps <= worst.Ulps))
            {
                worst = (ulps, input);
            }
        }

        return worst;
    }

    private static double Ulps(BigFloat exact, double computed, int fractionBits, int smallestExponent, int largestExponent)
    {
        if (exact.IsZero)
        {
            return computed == 0 ? 0 : double.PositiveInfinity;
        }

        if (!double.IsFinite(computed))
        {
            return exact.Magnitude > largestExponent && computed > 0 == !exact.IsNegative ? 0 : double.PositiveInfinity;
        }

        int lastPlace = Math.Max(exact.Magnitude - fractionBits, smallestExponent);
        return (exact - BigFloat.From(computed)).Abs().Scale(-lastPlace).ToDouble();
    }
}
