using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class DoubleMath
{
    private const double TwoToThe54 = 18014398509481984d;

    /// <summary>The natural logarithm; minus infinity for 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (x > 0 && double.IsFinite(x))
        {
            return double.IsNormal(x)
                ? LogOfNormal<double, ScalarDouble>(x, 0)
                : LogOfNormal<double, ScalarDouble>(x * TwoToThe54, 0) - 54 * (Ln2High + Ln2Low);
        }

        return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
    }

    /// <summary>log(1 + x), exact to the last bits near 0 too; minus infinity for -1, NaN below.</summary>
    public static double LogOnePlus(double x)
    {
        if (x > -1 && double.IsFinite(x))
        {
            return LogOnePlus<double, ScalarDouble>(x);
        }

        return x == -1 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
    }

    /// <summary>log(1 + x) for finite x above -1, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector sum = TLanes.Add(one, x);
        TVector partOfX = TLanes.Subtract(sum, one);
        TVector lost = TLanes.Add(TLanes.Subtract(one, TLanes.Subtract(sum, partOfX)), TLanes.Subtract(x, partOfX));
        TVector result = LogOfNormal<TVector, TLanes>(sum, TLanes.Divide(lost, sum));

        // NaN has no exponent to split: it is passed on by hand.
        return TLanes.Add(result, TLanes.Subtract(x, x));
    }

    /// <summary>log(x) for a positive normal x, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOfNormal<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.Add(LogOfNormal<TVector, TLanes>(x, TLanes.Broadcast(0)), TLanes.Subtract(x, x));

    /// <summary>log(x) + correction for a positive normal x.</summary>
    /// <remarks>
    /// x = 2^k (1 + f) with 1 + f in [√½, √2); s = f / (2 + f); log(1 + f) = f - (f²/2 - s (f²/2 + z R(z))), z = s²,
    /// R of degree 6, minimax (error 2^-58): the classic form, in which only small terms round.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfNormal<TVector, TLanes>(TVector x, TVector correction)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector f = TLanes.Subtract(TLanes.SplitExponent(x, out TVector k), TLanes.Broadcast(1));
        TVector s = TLanes.Divide(f, TLanes.Add(TLanes.Broadcast(2), f));
        TVector z = TLanes.Multiply(s, s);
        TVector series = TLanes.Broadcast(0.14798665892391707);
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.1531379875622903));
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.18183573337223746));
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.22222198417384234));
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.2857142874371184));
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.39999999999409763));
        series = TLanes.FusedMultiplyAdd(series, z, TLanes.Broadcast(0.6666666666666735));
        TVector halfSquare = TLanes.Multiply(TLanes.Multiply(TLanes.Broadcast(0.5), f), f);
        TVector small = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(Ln2Low), correction);
        TVector tail = TLanes.FusedMultiplyAdd(s, TLanes.FusedMultiplyAdd(series, z, halfSquare), small);
        TVector fraction = TLanes.Subtract(f, TLanes.Subtract(halfSquare, tail));
        return TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(Ln2High), fraction);
    }
}
