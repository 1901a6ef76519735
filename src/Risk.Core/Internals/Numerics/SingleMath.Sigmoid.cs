using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class SingleMath
{
    /// <summary>1 / (1 + exp(-x)), without loss for large x of either sign; NaN for NaN.</summary>
    public static float Sigmoid(float x) => Sigmoid<float, ScalarSingle>(x);

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector negative = TLanes.Negate(TLanes.Abs(x));
        return TLanes.AnyLess(negative, TLanes.Broadcast(ExpNormalLow))
            ? SigmoidExtreme<TVector, TLanes>(x)
            : SigmoidOf<TVector, TLanes>(x, ExpNormal<TVector, TLanes>(negative));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector SigmoidExtreme<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector> =>
        SigmoidOf<TVector, TLanes>(x, ExpExtreme<TVector, TLanes>(TLanes.Negate(TLanes.Abs(x))));

    /// <summary>The sigmoid of x by e = exp(-|x|): 1 / (1 + e) for x at least 0, else e / (1 + e).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SigmoidOf<TVector, TLanes>(TVector x, TVector e)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector>
    {
        TVector one = TLanes.Broadcast(1);
        TVector sum = TLanes.Add(one, e);
        TVector quotient = TLanes.Divide(TLanes.SelectLess(x, TLanes.Broadcast(0), e, one), sum);

        // What 1 + e lost, over 1 + e: a line is enough for the divisor. Without it the error passes 2 ulp.
        TVector lost = TLanes.Subtract(e, TLanes.Subtract(sum, one));
        TVector inverse = TLanes.FusedMultiplyAdd(TLanes.Broadcast(0.5f), e, TLanes.Broadcast(-0.957f));
        return TLanes.FusedMultiplyAdd(quotient, TLanes.Multiply(lost, inverse), quotient);
    }
}
