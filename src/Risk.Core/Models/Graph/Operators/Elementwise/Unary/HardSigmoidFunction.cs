using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>alpha · x + beta, kept between 0 and 1.</summary>
internal readonly struct HardSigmoidFunction(double alpha, double beta) : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>
    {
        TVector zero = TLanes.Broadcast(0);
        TVector one = TLanes.Broadcast(1);
        TVector line = TLanes.Add(TLanes.Multiply(x, TLanes.Broadcast(alpha)), TLanes.Broadcast(beta));
        line = TLanes.SelectLess(line, zero, zero, line);
        return TLanes.SelectLess(one, line, one, line);
    }
}
