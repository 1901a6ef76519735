using System.Runtime.CompilerServices;

namespace Risk.Internals.Numerics;

/// <summary>exp(x) for <see cref="Elementwise"/>.</summary>
internal readonly struct ExpFunction : IDoubleFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> => DoubleMath.Exp<TVector, TLanes>(x);
}

/// <summary>sigmoid(scale * x) for <see cref="Elementwise"/>.</summary>
internal readonly struct SigmoidFunction(double scale) : IDoubleFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        DoubleMath.Sigmoid<TVector, TLanes>(TLanes.Multiply(x, TLanes.Broadcast(scale)));
}

/// <summary>log(1 + exp(x)) for <see cref="Elementwise"/>.</summary>
internal readonly struct SoftPlusFunction : IDoubleFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> => DoubleMath.SoftPlus<TVector, TLanes>(x);
}
