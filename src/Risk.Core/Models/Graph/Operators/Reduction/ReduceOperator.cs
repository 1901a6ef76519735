using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>
/// Combines the elements along some axes into one. Computed in double in the order of memory and rounded once, so the bits
/// do not depend on a machine's vectors.
/// </summary>
internal sealed class ReduceOperator(Reduction reduction, int[] starts, int[] steps) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        if (Inputs[0].Type == ElementType.Single)
        {
            ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
            Span<float> results = frame.Write<float>(Outputs[0]);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = (float)Reduce(values, starts[i]);
            }
        }
        else
        {
            ReadOnlySpan<double> values = frame.Read<double>(Inputs[0]);
            Span<double> results = frame.Write<double>(Outputs[0]);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = Reduce(values, starts[i]);
            }
        }
    }

    private double Reduce(ReadOnlySpan<float> values, int start)
    {
        double total = First(values[start + steps[0]]);
        for (int i = 1; i < steps.Length; i++)
        {
            total = Next(total, values[start + steps[i]]);
        }

        return reduction == Reduction.LogSumExp ? LogSumExp(values, start, total) : Last(total);
    }

    private double Reduce(ReadOnlySpan<double> values, int start)
    {
        double total = First(values[start + steps[0]]);
        for (int i = 1; i < steps.Length; i++)
        {
            total = Next(total, values[start + steps[i]]);
        }

        return reduction == Reduction.LogSumExp ? LogSumExp(values, start, total) : Last(total);
    }

    private double First(double value) => reduction switch
    {
        Reduction.L1 => Math.Abs(value),
        Reduction.L2 or Reduction.SumSquare => value * value,
        _ => value,
    };

    private double Next(double total, double value) => reduction switch
    {
        Reduction.Maximum or Reduction.LogSumExp => double.IsNaN(total) || total > value ? total : value,
        Reduction.Minimum => double.IsNaN(total) || total < value ? total : value,
        Reduction.Product => total * value,
        _ => total + First(value),
    };

    private double Last(double total) => reduction switch
    {
        Reduction.Mean => total / steps.Length,
        Reduction.L2 => Math.Sqrt(total),
        Reduction.LogSum => DoubleMath.Log(total),
        _ => total,
    };

    private double LogSumExp(ReadOnlySpan<float> values, int start, double maximum)
    {
        double sum = 0;
        foreach (int step in steps)
        {
            sum += DoubleMath.Exp(values[start + step] - maximum);
        }

        return double.IsInfinity(maximum) ? maximum : maximum + DoubleMath.Log(sum);
    }

    private double LogSumExp(ReadOnlySpan<double> values, int start, double maximum)
    {
        double sum = 0;
        foreach (int step in steps)
        {
            sum += DoubleMath.Exp(values[start + step] - maximum);
        }

        return double.IsInfinity(maximum) ? maximum : maximum + DoubleMath.Log(sum);
    }
}
