using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <summary>
/// Elementary functions in float32, for the layers of neural networks: the float32 twin of <see cref="DoubleMath"/>, with the
/// same promises.
/// </summary>
internal static partial class SingleMath
{
    // 1.5 * 2^23 rounds what is added to it to an integer and leaves it in the low bits; the bias of the exponent is added
    // so that those bits, shifted up, are the power of two.
    private const float Shifter = 12582912f + 127;
    private const float InverseLn2 = 1.442695f;

    // ln 2 in two parts; the first has 14 bits, so that its product with any exponent is exact.
    private const float Ln2High = 0.693115234375f;
    private const float Ln2Low = 3.1946183e-05f;

    // Between these exp and its power of two are normal numbers.
    private const float ExpNormalLow = -87;
    private const float ExpNormalHigh = 88;

    // Below the first exp rounds to 0, above the second to infinity.
    private const float ExpLow = -105;
    private const float ExpHigh = 89;

    /// <summary>e to the x; 0 far below, infinity far above, NaN for NaN.</summary>
    public static float Exp(float x) => Exp<float, ScalarSingle>(x);

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        bool extreme = TLanes.AnyLess(x, TLanes.Broadcast(ExpNormalLow)) || TLanes.AnyLess(TLanes.Broadcast(ExpNormalHigh), x);
        return extreme ? ExpExtreme<TVector, TLanes>(x) : ExpNormal<TVector, TLanes>(x);
    }

    /// <summary>exp(x) where no lane is outside the normal range; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpNormal<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector e = ReducedExp<TVector, TLanes>(x, out TVector shifted);
        return TLanes.Multiply(e, TLanes.PowerOfTwo(shifted));
    }

    /// <summary>exp(x) for any x; where the result is normal, the bits of <see cref="ExpNormal"/>.</summary>
    /// <remarks>2^k in two factors, since it may itself be out of range; only the last product rounds.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector ExpExtreme<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
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
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector r = ReduceExp<TVector, TLanes>(x, out shifted, out _);

        // 1 + r with what its rounding loses, which takes no longer than q and keeps the error under an ulp.
        TVector sum = TLanes.Add(one, r);
        TVector lost = TLanes.Subtract(r, TLanes.Subtract(sum, one));
        TVector tail = TLanes.FusedMultiplyAdd(ReducedExpQuotient<TVector, TLanes>(r), TLanes.Multiply(r, r), lost);
        return TLanes.Add(sum, tail);
    }

    /// <summary>x = k ln 2 + r + low, where low is what r lost to rounding and k = shifted - <see cref="Shifter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceExp<TVector, TLanes>(TVector x, out TVector shifted, out TVector low)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        shifted = TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(InverseLn2), TLanes.Broadcast(Shifter));
        TVector k = TLanes.Subtract(shifted, TLanes.Broadcast(Shifter));
        TVector exact = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2High), x);
        TVector r = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), exact);
        low = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), TLanes.Subtract(exact, r));
        return r;
    }

    /// <summary>q(r) = (exp(r) - 1 - r) / r² for |r| at most ln 2 / 2: degree 4, minimax, error 2^-28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpQuotient<TVector, TLanes>(TVector r)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector r2 = TLanes.Multiply(r, r);
        TVector c01 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.16666521f), r, TLanes.Broadcast(0.49999994f));
        TVector c23 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.008368738f), r, TLanes.Broadcast(0.041668385f));
        TVector c24 = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.0013814765f), r2, c23);
        return TLanes.FusedMultiplyAdd(c24, r2, c01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ClampExp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector least = TLanes.Broadcast(ExpLow);
        TVector largest = TLanes.Broadcast(ExpHigh);
        x = TLanes.SelectLess(x, least, least, x);
        return TLanes.SelectLess(largest, x, largest, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PowerInTwoFactors<TVector, TLanes>(TVector shifted, out TVector first, out TVector second)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector shifter = TLanes.Broadcast(Shifter);
        TVector k = TLanes.Subtract(shifted, shifter);
        TVector half = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(0.5f), shifter);
        first = TLanes.PowerOfTwo(half);
        second = TLanes.PowerOfTwo(TLanes.Add(TLanes.Subtract(k, TLanes.Subtract(half, shifter)), shifter));
    }
}
