using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Internals.Numerics;

/// <summary>
/// Natural logarithm of float64 with the same bits on every machine, which the C runtime behind
/// <see cref="Math.Log(double)"/> does not promise. Errors measured: log below 1.2 ulp, log1p below 1.4 ulp.
/// </summary>
/// <remarks>
/// x = 2^k m with m in [11/16, 11/8). The first four bits of m choose c near 1/m from a table of sixteen, which is 1 around 1 so that
/// nothing is lost there: log x = k log 2 - log c + log(1 + r), r = c m - 1 between -1/32 and 1/16, and log(1 + r) = r - r²/2 + r³ Q(r), Q being
/// the polynomial of degree 8 through the Chebyshev nodes (relative error 2^-59). Each c has 28 bits and is chosen so that -log c lies within 2^-59 of
/// a multiple of 2^-42, whose sum with k log 2 is exact. Every step is one IEEE operation, fused multiply-add included, so all widths give
/// the same bits. log1p takes m - 1 from x itself, x 2^-k + (2^-k - 1), and so loses nothing near 0. Without a table the polynomial has
/// degree 19 and takes a third longer (docs/performance.md).
/// </remarks>
internal static partial class Logarithm
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;

    private const double Q0 = 0.3333333333333333;
    private const double Q1 = -0.25000000000006367;
    private const double Q2 = 0.20000000000085377;
    private const double Q3 = -0.16666666623882906;
    private const double Q4 = 0.14285713556435542;
    private const double Q5 = -0.12500070605404237;
    private const double Q6 = 0.11112796808946702;
    private const double Q7 = -0.09973268871285426;
    private const double Q8 = 0.080317871749449;

    // By the first four bits of the mantissa.
    private static ReadOnlySpan<double> Reciprocals =>
    [
        1.0, 0.91462367400527, 0.8651894629001617, 0.8202560320496559,
        0.7806083410978317, 0.7444241940975189, 1.422599095851183, 1.3616882897913456,
        1.3061496578156948, 1.2550374753773212, 1.2078490369021893, 1.1637819781899452,
        1.1229278557002544, 1.085060577839613, 1.0492933802306652, 1.0,
    ];

    // Minus the logarithm of each reciprocal.
    private static ReadOnlySpan<double> Logarithms =>
    [
        0.0, 0.08924258354772974, 0.14480676377979762, 0.19813875325189656,
        0.24768173879715505, 0.29514425326783567, -0.3524855477562596, -0.30872531941349735,
        -0.2670836167972084, -0.22716543299634395, -0.18884112225146055, -0.15167502780514042,
        -0.11593943121738448, -0.08163581754411098, -0.04811696641377239, 0.0,
    ];

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

        return LogOfNormal<double, ScalarDouble>(x);
    }

    /// <summary>log(1 + x), exact to the last digit near 0 too; -infinity at -1, NaN below -1 and for NaN.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1 && x < TwoTo54))
        {
            return x >= TwoTo54 ? Log(x) : x == -1 ? double.NegativeInfinity : double.NaN;
        }

        return LogOnePlusOfSmall<double, ScalarDouble>(x);
    }

    /// <summary>log(x) for positive normal x; undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOfNormal<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector mantissa = TLanes.SplitExponent(x, out TVector exponent, out _);
        return Combine<TVector, TLanes>(mantissa, TLanes.Subtract(mantissa, TLanes.Broadcast(1)), exponent);
    }

    /// <summary>log(1 + x) for x between -1 and 2^54, both excluded; undefined for all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlusOfSmall<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector mantissa = TLanes.SplitExponent(TLanes.Add(one, x), out TVector exponent, out TVector scale);
        return Combine<TVector, TLanes>(mantissa, TLanes.FusedMultiplyAdd(x, scale, TLanes.Subtract(scale, one)), exponent);
    }

    /// <summary>log(1 + f) + exponent log 2; the mantissa is 1 + f, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Combine<TVector, TLanes>(TVector mantissa, TVector f, TVector exponent)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector reciprocal = TLanes.LookUp(mantissa, in MemoryMarshal.GetReference(Reciprocals));
        TVector logarithm = TLanes.LookUp(mantissa, in MemoryMarshal.GetReference(Logarithms));
        TVector r = TLanes.FusedMultiplyAdd(f, reciprocal, TLanes.Subtract(reciprocal, TLanes.Broadcast(1)));
        TVector r2 = TLanes.Multiply(r, r);
        TVector r4 = TLanes.Multiply(r2, r2);
        TVector low = Quad<TVector, TLanes>(r, r2, Q0, Q1, Q2, Q3);
        TVector high = Quad<TVector, TLanes>(r, r2, Q4, Q5, Q6, Q7);
        high = TLanes.FusedMultiplyAdd(r4, TLanes.Broadcast(Q8), high);
        TVector q = TLanes.FusedMultiplyAdd(high, r4, low);

        TVector tail = TLanes.FusedMultiplyAdd(r2, TLanes.Broadcast(-0.5), TLanes.Multiply(exponent, TLanes.Broadcast(Ln2Low)));
        tail = TLanes.FusedMultiplyAdd(TLanes.Multiply(r2, r), q, tail);
        TVector head = TLanes.FusedMultiplyAdd(exponent, TLanes.Broadcast(Ln2High), logarithm);
        return TLanes.Add(head, TLanes.Add(r, tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Quad<TVector, TLanes>(TVector f, TVector f2, double c0, double c1, double c2, double c3)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.FusedMultiplyAdd(
            TLanes.FusedMultiplyAdd(f, TLanes.Broadcast(c3), TLanes.Broadcast(c2)),
            f2,
            TLanes.FusedMultiplyAdd(f, TLanes.Broadcast(c1), TLanes.Broadcast(c0)));
}
