using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>left / right; for integers truncated, and 0 where the divisor is 0.</summary>
internal readonly struct DivideOperation : IBinaryOperation
{
    /// <inheritdoc/>
    public static T Invoke<T>(T left, T right)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            return left / right;
        }

        // The quotient of the least integer and -1 has no room; like the other operations it wraps around.
        return T.IsZero(right) ? T.Zero : right == -T.One ? T.Zero - left : left / right;
    }
}
