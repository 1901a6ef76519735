using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>0 below 0, else x; NaN for NaN.</summary>
internal readonly struct ReluFunction : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.SelectLess(x, TLanes.Broadcast(0), TLanes.Broadcast(0), x);
}
