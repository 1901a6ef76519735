using System.Numerics;
using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>
/// exp(x - max) / Σ exp(x - max) along an axis, or its logarithm. Sums in double from the first element to the last and
/// rounds once.
/// </summary>
internal sealed class SoftmaxOperator(int size, int inner, bool logarithm) : GraphOperator
{
    /// <summary>Whether it is a softmax over all of so many elements.</summary>
    public bool IsPlain(int elements) => !logarithm && inner == 1 && size == elements && elements > 1;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        if (Inputs[0].Type == ElementType.Single)
        {
            Run(frame.Read<float>(Inputs[0]), frame.Write<float>(Outputs[0]));
        }
        else
        {
            Run(frame.Read<double>(Inputs[0]), frame.Write<double>(Outputs[0]));
        }
    }

    private void Run<T>(ReadOnlySpan<T> values, Span<T> results)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < values.Length; start = Next(start))
        {
            (double maximum, double sum) = Sum(values, start);
            for (int i = start; i < start + (size * inner); i += inner)
            {
                results[i] = T.CreateTruncating(Result(double.CreateTruncating(values[i]), maximum, sum));
            }
        }
    }

    /// <summary>The next first element: the neighbour, or behind the block when it is done.</summary>
    private int Next(int start) => (start + 1) % inner == 0 ? start + 1 + ((size - 1) * inner) : start + 1;

    private double Result(double value, double maximum, double sum) =>
        logarithm ? value - maximum - DoubleMath.Log(sum) : DoubleMath.Exp(value - maximum) / sum;

    private (double Maximum, double Sum) Sum<T>(ReadOnlySpan<T> values, int start)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        double maximum = double.CreateTruncating(values[start]);
        for (int i = start + inner; i < start + (size * inner); i += inner)
        {
            maximum = Math.Max(maximum, double.CreateTruncating(values[i]));
        }

        double sum = 0;
        for (int i = start; i < start + (size * inner); i += inner)
        {
            sum += DoubleMath.Exp(double.CreateTruncating(values[i]) - maximum);
        }

        return (maximum, sum);
    }
}
