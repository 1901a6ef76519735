using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left &lt; right.</summary>
internal readonly struct LessComparison : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => left < right;
}
