using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class DoubleMath
{
    /// <summary>1 / (1 + exp(-x)), without loss for large x of either sign; NaN for NaN.</summary>
    public static double Sigmoid(double x) => Sigmoid<double, ScalarDouble>(x);

    /// <inheritdoc cref="Sigmoid(double)"/>
    /// <remarks>With e = exp(-|x|) at most 1: 1 / (1 + e) for x at least 0, else e / (1 + e).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector zero = TLanes.Broadcast(0);
        TVector e = Exp<TVector, TLanes>(TLanes.Subtract(zero, TLanes.Abs(x)));
        TVector numerator = TLanes.SelectLess(x, zero, e, one);
        TVector sum = TLanes.Add(one, e);
        TVector quotient = TLanes.Divide(numerator, sum);

        // What 1 + e lost, over 1 + e: a line is enough for the divisor. Without it the error passes 2 ulp.
        TVector lost = TLanes.Subtract(e, TLanes.Subtract(sum, one));
        TVector inverse = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.5), e, TLanes.Broadcast(-0.957));
        return TLanes.FusedMultiplyAdd(quotient, TLanes.Multiply(lost, inverse), quotient);
    }
}
