using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>|x|.</summary>
internal readonly struct AbsoluteFunction : IDoubleFunction
{
    /// <inheritdoc/>
    public TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector> =>
        TLanes.Abs(x);
}
