using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <summary>
/// Natural logarithm of float64 with the same bits on every machine, which the C runtime behind
/// <see cref="Math.Log(double)"/> does not promise. Errors measured: log below 0.8 ulp, log1p below 1.4 ulp.
/// </summary>
/// <remarks>
/// x = 2^k (1 + f) with 1 + f in [√½, √2), and log(1 + f) = f - f²/2 + f³ Q(f), Q being the polynomial of degree 19 with
/// the least relative error (2^-59). Every step is one IEEE operation, fused multiply-add included, so the vector forms
/// in the partials give the same bits. log1p takes f from x itself, f = x 2^-k + (2^-k - 1), and so loses nothing near 0.
/// </remarks>
internal static partial class Logarithm
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const long One = 0x3FF0_0000_0000_0000;
    private const long RootHalf = 0x3FE6_A09E_667F_3BCD;
    private const long ExponentMask = 0x7FF0_0000_0000_0000;

    // An integer below 2^52 in the low bits of this double's bits is that integer plus 2^52.
    private const long Magic = 0x4330_0000_0000_0000;
    private const double MagicAndBias = 4503599627370496.0 + 1023.0;

    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;

    private const double Q0 = 0.33333333333333454;
    private const double Q1 = -0.24999999999998926;
    private const double Q2 = 0.1999999999994611;
    private const double Q3 = -0.16666666666913343;
    private const double Q4 = 0.142857142938414;
    private const double Q5 = -0.1249999998210674;
    private const double Q6 = 0.11111110516191108;
    private const double Q7 = -0.1000000037952086;
    private const double Q8 = 0.09090933496542118;
    private const double Q9 = -0.08333345850732798;
    private const double Q10 = 0.07691714742718897;
    private const double Q11 = -0.07141998805418855;
    private const double Q12 = 0.06675143816803031;
    private const double Q13 = -0.06269810820088798;
    private const double Q14 = 0.05817822498331649;
    private const double Q15 = -0.05326748452040426;
    private const double Q16 = 0.054157511415124454;
    private const double Q17 = -0.0627498909375988;
    private const double Q18 = 0.056973453256694014;
    private const double Q19 = -0.02428053378160355;

    /// <summary>log(x); -infinity at 0, NaN below 0 and for NaN.</summary>
    public static double Log(double x)
    {
        if (!(x >= SmallestNormal && x <= double.MaxValue))
        {
            return x switch
            {
                0 => double.NegativeInfinity,
                > 0 and < SmallestNormal => Log(x * TwoTo54) - (54 * Ln2High) - (54 * Ln2Low),
                double.PositiveInfinity => x,
                _ => double.NaN,
            };
        }

        double mantissa = Split(x, out double exponent, out _);
        return Combine(mantissa - 1, exponent);
    }

    /// <summary>log(1 + x), exact to the last digit near 0 too; -infinity at -1, NaN below -1 and for NaN.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1 && x < TwoTo54))
        {
            return x >= TwoTo54 ? Log(x) : x == -1 ? double.NegativeInfinity : double.NaN;
        }

        Split(1 + x, out double exponent, out double scale);
        return Combine(Math.FusedMultiplyAdd(x, scale, scale - 1), exponent);
    }

    /// <summary>Splits a positive normal number into 2^exponent times the mantissa returned; scale is 2^-exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Split(double x, out double exponent, out double scale)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        long biased = (bits + (One - RootHalf)) & ExponentMask;
        exponent = BitConverter.Int64BitsToDouble((biased >>> 52) | Magic) - MagicAndBias;
        scale = BitConverter.Int64BitsToDouble((2 * One) - biased);
        return BitConverter.Int64BitsToDouble(bits - biased + One);
    }

    /// <summary>log(1 + f) + exponent log 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Combine(double f, double exponent)
    {
        double f2 = f * f;
        double f4 = f2 * f2;
        double f8 = f4 * f4;
        double low = Quad(f, f2, Q0, Q1, Q2, Q3);
        double second = Quad(f, f2, Q4, Q5, Q6, Q7);
        double third = Quad(f, f2, Q8, Q9, Q10, Q11);
        double fourth = Quad(f, f2, Q12, Q13, Q14, Q15);
        double fifth = Quad(f, f2, Q16, Q17, Q18, Q19);
        low = Math.FusedMultiplyAdd(second, f4, low);
        third = Math.FusedMultiplyAdd(fourth, f4, third);
        third = Math.FusedMultiplyAdd(fifth, f8, third);
        double q = Math.FusedMultiplyAdd(third, f8, low);

        double tail = Math.FusedMultiplyAdd(f2 * f, q, exponent * Ln2Low);
        double head = exponent * Ln2High;
        double half = 0.5 * f2;
        return head - (half - tail - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Quad(double f, double f2, double c0, double c1, double c2, double c3) =>
        Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(f, c3, c2), f2, Math.FusedMultiplyAdd(f, c1, c0));
}
