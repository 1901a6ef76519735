namespace Risk.Models.Graph;

/// <summary>y = x W + bias in float64, for graphs that compute in double.</summary>
internal sealed class DoubleDenseOperator(double[] weights, double[] bias, int inputs, int outputs) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<double> values = frame.Read<double>(Inputs[0]);
        Span<double> results = frame.Write<double>(Outputs[0]);
        while (!results.IsEmpty)
        {
            Span<double> sums = results[..outputs];
            bias.CopyTo(sums);
            for (int input = 0; input < inputs; input++)
            {
                double value = values[input];
                ReadOnlySpan<double> row = weights.AsSpan(input * outputs, outputs);
                for (int output = 0; output < sums.Length; output++)
                {
                    sums[output] = Math.FusedMultiplyAdd(value, row[output], sums[output]);
                }
            }

            values = values[inputs..];
            results = results[outputs..];
        }
    }
}
