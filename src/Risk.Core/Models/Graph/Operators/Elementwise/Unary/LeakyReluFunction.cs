using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>x where x is at least 0, else alpha · x.</summary>
internal readonly struct LeakyReluFunction(double alpha) : IDoubleFunction
{
    /// <summary>The parameter.</summary>
    public double Alpha => alpha;

    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.SelectLess(x, TLanes.Broadcast(0), TLanes.Multiply(x, TLanes.Broadcast(alpha)), x);
}
