using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>1 / x.</summary>
internal readonly struct ReciprocalFunction : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.Divide(TLanes.Broadcast(1), x);
}
