using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class SingleMath
{
    /// <summary>The hyperbolic tangent; NaN for NaN.</summary>
    public static float Tanh(float x) => Tanh<float, ScalarSingle>(x);

    /// <inheritdoc cref="Tanh(float)"/>
    /// <remarks>-t / (2 + t) with t = exp(-2|x|) - 1, and the sign of x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector t = ExpMinusOne<TVector, TLanes>(TLanes.Multiply(TLanes.Broadcast(-2), TLanes.Abs(x)));
        TVector two = TLanes.Broadcast(2);
        TVector sum = TLanes.Add(two, t);
        TVector lost = TLanes.Subtract(t, TLanes.Subtract(sum, two));
        TVector quotient = TLanes.Divide(TLanes.Abs(t), sum);

        // What 2 + t lost, over 2 + t: a line is enough for the divisor.
        TVector inverse = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.5f), t, TLanes.Broadcast(-0.457f));
        TVector corrected = TLanes.FusedMultiplyAdd(quotient, TLanes.Multiply(lost, inverse), quotient);
        return TLanes.CopySign(corrected, x);
    }
}
