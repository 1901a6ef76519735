using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

internal static partial class SingleMath
{
    /// <summary>0 below 0, else x; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Relu<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector> =>
        TLanes.SelectLess(x, TLanes.Broadcast(0), TLanes.Broadcast(0), x);

    /// <summary>alpha x below 0, else x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LeakyRelu<TVector, TLanes>(TVector x, float alpha)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector> =>
        TLanes.SelectLess(x, TLanes.Broadcast(0), TLanes.Multiply(TLanes.Broadcast(alpha), x), x);

    /// <summary>alpha (exp(x) - 1) below 0, else x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Elu<TVector, TLanes>(TVector x, float alpha)
        where TVector : struct
        where TLanes : struct, ISingleLanes<TVector> =>
        TLanes.SelectLess(x, TLanes.Broadcast(0), TLanes.Multiply(TLanes.Broadcast(alpha), ExpMinusOne<TVector, TLanes>(x)), x);
}
