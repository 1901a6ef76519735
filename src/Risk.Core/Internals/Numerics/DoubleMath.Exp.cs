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

    // Below the first exp rounds to 0, above the second to infinity.
    private const double ExpLow = -746;
    private const double ExpHigh = 710;

    /// <summary>e to the x; 0 far below, infinity far above, NaN for NaN.</summary>
    public static double Exp(double x) => Exp<double, ScalarDouble>(x);

    /// <inheritdoc cref="Exp(double)"/>
    /// <remarks>x = k ln 2 + r with |r| at most ln 2 / 2, and 1 + r + r² q(r) with q of degree 9, minimax (error 2^-58).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector shifter = TLanes.Broadcast(Shifter);
        TVector k = ReduceExp<TVector, TLanes>(ref x, out TVector r, out _);

        // 1 + r with what its rounding loses, which takes no longer than q and keeps the error under 0.8 ulp.
        TVector one = TLanes.Broadcast(1);
        TVector sum = TLanes.Add(one, r);
        TVector lost = TLanes.Subtract(r, TLanes.Subtract(sum, one));
        TVector tail = TLanes.FusedMultiplyAdd(ReducedExpQuotient<TVector, TLanes>(r), TLanes.Multiply(r, r), lost);
        TVector e = TLanes.Add(sum, tail);

        // In two factors, since 2^k itself may be out of range; only the last product rounds.
        TVector shiftedHalf = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(0.5), shifter);
        TVector rest = TLanes.Subtract(k, TLanes.Subtract(shiftedHalf, shifter));
        return TLanes.Multiply(
            TLanes.Multiply(e, TLanes.PowerOfTwo(shiftedHalf)),
            TLanes.PowerOfTwo(TLanes.Add(rest, shifter)));
    }

    /// <summary>Clamps x and splits it into k ln 2 + r + low, where low is what r lost to rounding; returns k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceExp<TVector, TLanes>(ref TVector x, out TVector r, out TVector low)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector shifter = TLanes.Broadcast(Shifter);
        TVector least = TLanes.Broadcast(ExpLow);
        TVector largest = TLanes.Broadcast(ExpHigh);
        x = TLanes.SelectLess(x, least, least, x);
        x = TLanes.SelectLess(largest, x, largest, x);
        TVector k = TLanes.Subtract(TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(InverseLn2), shifter), shifter);
        TVector exact = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), exact);
        low = TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(-Ln2Low), TLanes.Subtract(exact, r));
        return k;
    }

    /// <summary>q(r) = (exp(r) - 1 - r) / r² for |r| at most ln 2 / 2.</summary>
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
}
