using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>x / (1 + |x|).</summary>
internal readonly struct SoftsignFunction : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.Divide(x, TLanes.Add(TLanes.Broadcast(1), TLanes.Abs(x)));
}
