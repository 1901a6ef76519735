using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <summary>
/// Elementary functions in float64 that give the same bits on every machine, operating system and vector width, which the
/// C runtime behind <see cref="Math"/> does not promise. Each is written once over <see cref="IDoubleLanes{TVector}"/>;
/// the plain form is the one-lane instance. Every result is within 2 ulp of the exact one (tests measure it).
/// </summary>
internal static partial class DoubleMath
{
    // 1.5 * 2^52 rounds what is added to it to an integer and leaves it in the low bits; the bias of the exponent is added
    // so that those bits, shifted up, are the power of two.
    private const double Shifter = 6755399441055744d + 1023;
    private const double InverseLn2 = 1.4426950408889634;

    // ln 2 in two parts; the first has 42 bits, so that its product with any exponent is exact.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    // Between these exp and its power of two are normal numbers.
    private const double ExpNormalLow = -708;
    private const double ExpNormalHigh = 709;

    // Below the first exp rounds to 0, above the second to infinity.
    private const double ExpLow = -746;
    private const double ExpHigh = 710;

    /// <summary>e to the x; 0 far below, infinity far above, NaN for NaN.</summary>
    public static double Exp(double x) => Exp<double, ScalarDouble>(x);

    /// <inheritdoc cref="Exp(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        bool extreme = TLanes.AnyLess(x, TLanes.Broadcast(ExpNormalLow)) || TLanes.AnyLess(TLanes.Broadcast(ExpNormalHigh), x);
        return extreme ? ExpExtreme<TVector, TLanes>(x) : ExpNormal<TVector, TLanes>(x);
    }

    /// <summary>exp(x) where no lane is outside the normal range; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpNormal<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector e = ReducedExp<TVector, TLanes>(x, out TVector shifted);
        return TLanes.Multiply(e, TLanes.PowerOfTwo(shifted));
    }

    /// <summary>exp(x) for any x; where the result is normal, the bits of <see cref="ExpNormal"/>.</summary>
    /// <remarks>2^k in two factors, since it may itself be out of range; only the last product rounds.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector ExpExtreme<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector e = ReducedExp<TVector, TLanes>(ClampExp<TVector, TLanes>(x), out TVector shifted);
        PowerInTwoFactors<TVector, TLanes>(shifted, out TVector first, out TVector second);
        return TLanes.Multiply(TLanes.Multiply(e, first), second);
    }

    /// <summary>exp(x) / 2^k with k = <paramref name="shifted"/> - <see cref="Shifter"/> the integer nearest to x / ln 2.</summary>
    /// <remarks>x = k ln 2 + r with |r| at most ln 2 / 2, and 1 + r + r² q(r).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExp<TVector, TLanes>(TVector x, out TVector shifted)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector r = ReduceExp<TVector, TLanes>(x, out shifted, out _);

        // 1 + r with what its rounding loses, which takes no longer than q and keeps the error under 0.8 ulp.
        TVector sum = TLanes.Add(one, r);
        TVector lost = TLanes.Subtract(r, TLanes.Subtract(sum, one));
        TVector tail = TLanes.FusedMultiplyAdd(ReducedExpQuotient<TVector, TLanes>(r), TLanes.Multiply(r, r), lost);
        return TLanes.Add(sum, tail);
    }

    /// <summary>x = k ln 2 + r + low, where low is what r lost to rounding and k = shifted - <see cref="Shifter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceExp<TVector, TLanes>(TVector x, out TVector shifted, out TVector low)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        shifted = TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(InverseLn2), TLanes.Broadcast(Shifter));
        TVector k = TLanes.Subtract(shifted, TLanes.Broadcast(Shifter));
        TVector exact = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2High), x);
        TVector r = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), exact);
        low = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), TLanes.Subtract(exact, r));
        return r;
    }

    /// <summary>q(r) = (exp(r) - 1 - r) / r² for |r| at most ln 2 / 2: degree 9, minimax, error 2^-58.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpQuotient<TVector, TLanes>(TVector r)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector r2 = TLanes.Multiply(r, r);
        TVector r4 = TLanes.Multiply(r2, r2);
        TVector c01 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.16666666666666413), r, TLanes.Broadcast(0.5000000000000011));
        TVector c23 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.008333333333494545), r, TLanes.Broadcast(0.041666666666530204));
        TVector c45 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.0001984126950641293), r, TLanes.Broadcast(0.0013888888943650959));
        TVector c67 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(2.7557586427465253e-06), r, TLanes.Broadcast(2.4801493053005412e-05));
        TVector c89 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(2.5000091278917333e-08), r, TLanes.Broadcast(2.7630273242139774e-07));
        TVector c03 = TLanes.FusedMultiplyAdd(c23, r2, c01);
        TVector c47 = TLanes.FusedMultiplyAdd(c67, r2, c45);
        TVector c49 = TLanes.FusedMultiplyAdd(c89, r4, c47);
        return TLanes.FusedMultiplyAdd(c49, r4, c03);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ClampExp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector least = TLanes.Broadcast(ExpLow);
        TVector largest = TLanes.Broadcast(ExpHigh);
        x = TLanes.SelectLess(x, least, least, x);
        return TLanes.SelectLess(largest, x, largest, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PowerInTwoFactors<TVector, TLanes>(TVector shifted, out TVector first, out TVector second)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector shifter = TLanes.Broadcast(Shifter);
        TVector k = TLanes.Subtract(shifted, shifter);
        TVector half = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(0.5), shifter);
        first = TLanes.PowerOfTwo(half);
        second = TLanes.PowerOfTwo(TLanes.Add(TLanes.Subtract(k, TLanes.Subtract(half, shifter)), shifter));
    }
}
