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
            ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
            Span<float> results = frame.Write<float>(Outputs[0]);
            for (int start = 0; start < values.Length; start = Next(start))
            {
                (double maximum, double sum) = Sum(values, start);
                for (int i = start; i < start + (size * inner); i += inner)
                {
                    results[i] = (float)Result(values[i], maximum, sum);
                }
            }
        }
        else
        {
            ReadOnlySpan<double> values = frame.Read<double>(Inputs[0]);
            Span<double> results = frame.Write<double>(Outputs[0]);
            for (int start = 0; start < values.Length; start = Next(start))
            {
                (double maximum, double sum) = Sum(values, start);
                for (int i = start; i < start + (size * inner); i += inner)
                {
                    results[i] = Result(values[i], maximum, sum);
                }
            }
        }
    }

    /// <summary>The next first element: the neighbour, or behind the block when it is done.</summary>
    private int Next(int start) => (start + 1) % inner == 0 ? start + 1 + ((size - 1) * inner) : start + 1;

    private double Result(double value, double maximum, double sum) =>
        logarithm ? value - maximum - DoubleMath.Log(sum) : DoubleMath.Exp(value - maximum) / sum;

    private (double Maximum, double Sum) Sum(ReadOnlySpan<float> values, int start)
    {
        double maximum = values[start];
        for (int i = start + inner; i < start + (size * inner); i += inner)
        {
            maximum = Math.Max(maximum, values[i]);
        }

        double sum = 0;
        for (int i = start; i < start + (size * inner); i += inner)
        {
            sum += DoubleMath.Exp(values[i] - maximum);
        }

        return (maximum, sum);
    }

    private (double Maximum, double Sum) Sum(ReadOnlySpan<double> values, int start)
    {
        double maximum = values[start];
        for (int i = start + inner; i < start + (size * inner); i += inner)
        {
            maximum = Math.Max(maximum, values[i]);
        }

        double sum = 0;
        for (int i = start; i < start + (size * inner); i += inner)
        {
            sum += DoubleMath.Exp(values[i] - maximum);
        }

        return (maximum, sum);
    }
}
