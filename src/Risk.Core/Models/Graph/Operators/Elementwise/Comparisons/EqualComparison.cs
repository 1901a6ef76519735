using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left == right.</summary>
internal readonly struct EqualComparison : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => left == right;
}
