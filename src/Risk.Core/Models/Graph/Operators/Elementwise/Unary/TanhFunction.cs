using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>tanh(x).</summary>
internal readonly struct TanhFunction : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        DoubleMath.Tanh<TVector, TLanes>(x);
}
