using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>The smaller; NaN when one is NaN.</summary>
internal readonly struct MinimumOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => T.IsNaN(left) || left < right ? left : right;
}
