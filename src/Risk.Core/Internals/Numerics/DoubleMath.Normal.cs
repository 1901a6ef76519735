namespace Risk.Internals.Numerics;

internal static partial class DoubleMath
{
    // Beyond it the tail rounds to 0.
    private const double NormalLimit = 38.6;

    // (1 + 1.25 a) exp(a²/2) Φ(-a) is smooth and nearly flat; as a polynomial in t = (a - 5) / (a + 5) it is minimax over
    // a in [0, 39] with a relative error of 2^-58. The constant term needs more than a double.
    private const double NormalDenominator = 1.25;
    private const double NormalCentre = 5;
    private const double NormalConstant = 0.5576649610687956;
    private const double NormalConstantLow = 4.9465509435090784e-17;

    private static ReadOnlySpan<double> NormalCoefficients =>
    [
        -0.07857596347650816, 0.009770757560953285, 0.032723909797554046, -0.044965141778910506,
        0.036524679176970054, -0.021210861890925557, 0.008747211917555451, -0.0021499781161911946,
        -2.3829664781604343e-05, 0.00024302457579233568, -6.725003232538852e-05, -1.4031392035458072e-05,
        1.1642962136999673e-05, 8.145234787316866e-08, -1.696322494413675e-06, 1.392015661427709e-07,
        2.563229769991826e-07, -2.829500891456804e-08, -4.05993495610459e-08, 2.7523262231459646e-09,
        5.5054697690765554e-09, 1.1728276917964212e-10, -3.312115448604166e-10,
    ];

    /// <summary>The standard normal distribution function Φ, with full relative precision in both tails; NaN for NaN.</summary>
    /// <remarks>
    /// exp(-a²/2), the polynomial and the quotient are carried with a low part each; in plain doubles their errors would
    /// add up to more than 2 ulp. Scalar only: no model spends time here.
    /// </remarks>
    public static double NormalDistribution(double x)
    {
        double a = Math.Abs(x);
        if (!(a <= NormalLimit))
        {
            return double.IsNaN(x) ? x : x < 0 ? 0 : 1;
        }

        // a² and its rounding error, then exp(-a²/2) = 2^k (e + eLow).
        double square = a * a;
        double squareLow = Math.FusedMultiplyAdd(a, a, -square);
        double exponent = -0.5 * square;
        double k = Math.FusedMultiplyAdd(exponent, InverseLn2, Shifter) - Shifter;
        double exact = Math.FusedMultiplyAdd(k, -Ln2High, exponent);
        double r = Math.FusedMultiplyAdd(k, -Ln2Low, exact);
        double rLow = Math.FusedMultiplyAdd(k, -Ln2Low, exact - r) - 0.5 * squareLow;
        double sum = 1 + r;
        double rest = r - (sum - 1) + ReducedExpQuotient<double, ScalarDouble>(r) * (r * r);
        double e = sum + rest;
        double eLow = rest - (e - sum) + rLow * e;

        // t and its rounding error.
        double numerator = a - NormalCentre;
        double numeratorLow = TwoSumError(a, -NormalCentre, numerator);
        double denominator = a + NormalCentre;
        double denominatorLow = TwoSumError(a, NormalCentre, denominator);
        double t = numerator / denominator;
        double tLow = (Math.FusedMultiplyAdd(-t, denominator, numerator) + numeratorLow - t * denominatorLow) / denominator;

        // The polynomial without its constant over t, and the derivative, which only has to carry tLow.
        ReadOnlySpan<double> coefficients = NormalCoefficients;
        double q = coefficients[^1];
        double slope = 0;
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            slope = Math.FusedMultiplyAdd(slope, t, q);
            q = Math.FusedMultiplyAdd(q, t, coefficients[i]);
        }

        slope = Math.FusedMultiplyAdd(slope, t, q);
        double product = q * t;
        double p = NormalConstant + product;
        double pLow = NormalConstant - p + product + Math.FusedMultiplyAdd(q, t, -product) + NormalConstantLow + slope * tLow;

        // e p / (1 + 1.25 a)
        double divisor = Math.FusedMultiplyAdd(NormalDenominator, a, 1);
        double divisorLow = Math.FusedMultiplyAdd(NormalDenominator, a, 1 - divisor);
        double value = e * p;
        double valueLow = Math.FusedMultiplyAdd(e, p, -value) + e * pLow + eLow * p;
        double tail = value / divisor;
        double tailLow = (Math.FusedMultiplyAdd(-tail, divisor, value) + valueLow - tail * divisorLow) / divisor;
        double half = Math.FusedMultiplyAdd(k, 0.5, Shifter);
        double first = ScalarDouble.PowerOfTwo(half);
        double second = ScalarDouble.PowerOfTwo(k - (half - Shifter) + Shifter);
        if (x < 0)
        {
            return (tail + tailLow) * first * second;
        }

        tail = tail * first * second;
        tailLow = tailLow * first * second;
        double result = 1 - tail;
        return result + (1 - result - tail - tailLow);
    }

    private static double TwoSumError(double left, double right, double sum)
    {
        double partOfRight = sum - left;
        return left - (sum - partOfRight) + (right - partOfRight);
    }
}
