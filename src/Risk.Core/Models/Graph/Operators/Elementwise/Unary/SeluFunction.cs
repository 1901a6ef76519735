using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>gamma · (x where x is above 0, else alpha · (exp(x) - 1)).</summary>
internal readonly struct SeluFunction(double alpha, double gamma) : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.Multiply(
            TLanes.Broadcast(gamma),
            TLanes.SelectLess(TLanes.Broadcast(0), x, x, TLanes.Multiply(TLanes.Broadcast(alpha), DoubleMath.ExpMinusOne<TVector, TLanes>(x))));
}
