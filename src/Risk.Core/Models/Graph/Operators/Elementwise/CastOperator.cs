using System.Numerics;

namespace Risk.Models.Graph;

/// <summary>
/// Converts numbers from one type to another. Fractions are cut off; a float that has no room in an integer, NaN among them,
/// becomes the least integer, which is what ONNX Runtime gives on x64.
/// </summary>
internal sealed class CastOperator<TFrom, TTo> : GraphOperator
    where TFrom : unmanaged, INumber<TFrom>
    where TTo : unmanaged, INumber<TTo>
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<TFrom> values = frame.Read<TFrom>(Inputs[0]);
        Span<TTo> results = frame.Write<TTo>(Outputs[0]);
        for (int i = 0; i < values.Length; i++)
        {
            results[i] = Convert(values[i]);
        }
    }

    private static TTo Convert(TFrom value)
    {
        // A byte is a truth value here: there are no other bytes in a graph.
        if (typeof(TTo) == typeof(byte))
        {
            return TFrom.IsZero(value) ? TTo.Zero : TTo.One;
        }

        if (typeof(TFrom) != typeof(float) && typeof(TFrom) != typeof(double))
        {
            return TTo.CreateTruncating(value);
        }

        double wide = double.CreateTruncating(value);
        if (typeof(TTo) == typeof(long))
        {
            return wide is >= -9223372036854775808.0 and < 9223372036854775808.0 ? TTo.CreateTruncating(value) : TTo.CreateTruncating(long.MinValue);
        }

        if (typeof(TTo) == typeof(int))
        {
            return wide is > -2147483649.0 and < 2147483648.0 ? TTo.CreateTruncating(value) : TTo.CreateTruncating(int.MinValue);
        }

        return TTo.CreateTruncating(value);
    }
}
