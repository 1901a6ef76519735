using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left · right.</summary>
internal readonly struct MultiplyOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static bool IsVectorized => true;

    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T> => left * right;

    /// <inheritdoc/>
    public static Vector<T> Invoke<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, INumber<T> => left * right;
}
