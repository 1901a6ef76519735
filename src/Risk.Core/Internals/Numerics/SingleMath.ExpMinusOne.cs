using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class SingleMath
{
    // From here on exp(x) - 1 is exp(x).
    private const float ExpMinusOneHigh = 20;

    /// <summary>exp(x) - 1, exact to the last bits near 0 too.</summary>
    public static float ExpMinusOne(float x) => ExpMinusOne<float, ScalarSingle>(x);

    /// <inheritdoc cref="ExpMinusOne(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector r = ReduceExp<TVector, TLanes>(ClampExp<TVector, TLanes>(x), out TVector shifted, out TVector low);
        PowerInTwoFactors<TVector, TLanes>(shifted, out TVector first, out TVector second);
        TVector power = TLanes.Multiply(first, second);
        TVector quotient = ReducedExpQuotient<TVector, TLanes>(r);

        // 2^k (1 + r + low + r² q) - 1; products with 2^k are exact, and what the first sum loses is added at the end.
        TVector offset = TLanes.Subtract(power, one);
        TVector scaled = TLanes.Multiply(power, r);
        TVector sum = TLanes.Add(offset, scaled);
        TVector lost = TLanes.FusedMultiplyAdd(power, low, TLanes.Subtract(scaled, TLanes.Subtract(sum, offset)));
        TVector square = TLanes.Multiply(r, r);
        TVector difference = TLanes.Add(sum, TLanes.FusedMultiplyAdd(TLanes.Multiply(power, quotient), square, lost));
        TVector exponential = TLanes.Add(one, TLanes.FusedMultiplyAdd(quotient, square, r));
        exponential = TLanes.Multiply(TLanes.Multiply(exponential, first), second);
        return TLanes.SelectLess(TLanes.Broadcast(ExpMinusOneHigh), x, exponential, difference);
    }
}
