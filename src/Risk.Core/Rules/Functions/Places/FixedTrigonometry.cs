namespace Risk.Rules.Functions;

/// <summary>
/// Sine, cosine and arc tangent by series in plain IEEE operations: the same bits on every machine, where the platform's own
/// differ in the last ones. Absolute errors stay below 4e-16.
/// </summary>
internal static class FixedTrigonometry
{
    private const double Half = Math.PI / 2;
    private const double Quarter = Math.PI / 4;

    // 1 over factorials, with the signs of the Taylor series; the terms left out are below 1e-19 on [0, pi/4].
    private static ReadOnlySpan<double> SineTerms =>
        [-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000, 1.0 / 355687428096000];

    private static ReadOnlySpan<double> CosineTerms =>
    [
        -1.0 / 2, 1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000, -1.0 / 6402373705728000,
    ];

    private static ReadOnlySpan<double> ArcTangentTerms => [-1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13];

    // The arc tangents of 0, 1/8, 2/8 to 8/8.
    private static ReadOnlySpan<double> ArcTangents =>
    [
        0.0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624, 0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
    ];

    /// <summary>The sine of an angle from -pi to pi.</summary>
    public static double Sine(double angle)
    {
        double a = Math.Abs(angle);
        a = a > Half ? Math.PI - a : a;
        return Math.CopySign(a > Quarter ? SmallCosine(Half - a) : SmallSine(a), angle);
    }

    /// <summary>The cosine of an angle from -pi/2 to pi/2.</summary>
    public static double Cosine(double angle)
    {
        double a = Math.Abs(angle);
        return a > Quarter ? SmallSine(Half - a) : SmallCosine(a);
    }

    /// <summary>The angle, from 0 to pi/2, whose tangent is a ratio of two numbers that are not negative nor both zero.</summary>
    public static double ArcTangent(double numerator, double denominator) =>
        numerator <= denominator ? ArcTangent(numerator / denominator) : Half - ArcTangent(denominator / numerator);

    // atan t = atan c + atan((t - c) / (1 + t c)), with c the nearest eighth, so that the series is short.
    private static double ArcTangent(double ratio)
    {
        int eighths = (int)((ratio * 8) + 0.5);
        double nearest = eighths / 8.0;
        double rest = (ratio - nearest) / (1 + (ratio * nearest));
        double square = rest * rest;
        return ArcTangents[eighths] + (rest + (rest * square * Polynomial(ArcTangentTerms, square)));
    }

    private static double SmallSine(double angle)
    {
        double square = angle * angle;
        return angle + (angle * square * Polynomial(SineTerms, square));
    }

    private static double SmallCosine(double angle)
    {
        double square = angle * angle;
        return 1 + (square * Polynomial(CosineTerms, square));
    }

    private static double Polynomial(ReadOnlySpan<double> terms, double x)
    {
        double sum = terms[^1];
        for (int i = terms.Length - 2; i >= 0; i--)
        {
            sum = (sum * x) + terms[i];
        }

        return sum;
    }
}
