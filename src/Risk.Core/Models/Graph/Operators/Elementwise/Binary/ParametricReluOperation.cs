using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left where it is at least 0, else left · right: the slope is learned.</summary>
internal readonly struct ParametricReluOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => left < T.Zero ? left * right : left;
}
