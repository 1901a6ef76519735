using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>A comparison of two numbers.</summary>
internal interface IComparison
{
    /// <summary>The comparison; false for NaN.</summary>
    static abstract bool Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T>;
}
