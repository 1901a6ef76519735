using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>The larger; NaN when one is NaN.</summary>
internal readonly struct MaximumOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => T.IsNaN(left) || left > right ? left : right;
}
