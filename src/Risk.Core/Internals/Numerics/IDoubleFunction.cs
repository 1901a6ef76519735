namespace Risk.Internals.Numerics;

/// <summary>A function of one float64 value, written over lanes.</summary>
internal interface IDoubleFunction
{
    /// <summary>The function, lane by lane.</summary>
    TVector Invoke<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : struct, IDoubleLanes<TVector>;
}
