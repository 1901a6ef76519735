using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class DoubleMath
{
    /// <summary>The hyperbolic tangent; NaN for NaN.</summary>
    public static double Tanh(double x) => Tanh<double, ScalarDouble>(x);

    /// <inheritdoc cref="Tanh(double)"/>
    /// <remarks>-t / (2 + t) with t = exp(-2|x|) - 1, and the sign of x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector t = ExpMinusOne<TVector, TLanes>(TLanes.Multiply(TLanes.Broadcast(-2), TLanes.Abs(x)));
        TVector two = TLanes.Broadcast(2);
        TVector sum = TLanes.Add(two, t);
        TVector lost = TLanes.Subtract(t, TLanes.Subtract(sum, two));
        TVector quotient = TLanes.Divide(TLanes.Abs(t), sum);

        // What 2 + t lost, over 2 + t: a line is enough for the divisor.
        TVector inverse = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.5), t, TLanes.Broadcast(-0.457));
        TVector corrected = TLanes.FusedMultiplyAdd(quotient, TLanes.Multiply(lost, inverse), quotient);
        return TLanes.CopySign(corrected, x);
    }
}
