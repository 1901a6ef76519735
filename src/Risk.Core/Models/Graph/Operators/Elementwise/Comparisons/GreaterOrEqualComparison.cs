using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left &gt;= right.</summary>
internal readonly struct GreaterOrEqualComparison : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => left >= right;
}
