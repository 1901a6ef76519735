namespace Risk.Models.Graph;

/// <summary>Divides a row by its norm; a row whose norm is zero stays as it is.</summary>
internal sealed class NormalizerOperator(RowNorm norm, int size) : GraphOperator
{
    /// <summary>What a row is divided by.</summary>
    public RowNorm Norm => norm;

    /// <summary>The length of a row.</summary>
    public int Size => size;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
        Span<float> results = frame.Write<float>(Outputs[0]);
        for (int start = 0; start < values.Length; start += size)
        {
            Normalize(values.Slice(start, size), results.Slice(start, size));
        }
    }

    private void Normalize(ReadOnlySpan<float> values, Span<float> results)
    {
        float total = Total(values);
        for (int i = 0; i < results.Length; i++)
        {
            float value = values[i];
            results[i] = total == 0 ? value
                : norm != RowNorm.L2 ? value / total
                : value < 0 ? -MathF.Sqrt(value * value / total)
                : MathF.Sqrt(value * value / total);
        }
    }

    /// <summary>The largest value (not the largest magnitude), the sum of magnitudes, or the sum of squares.</summary>
    private float Total(ReadOnlySpan<float> values)
    {
        float total = norm == RowNorm.Maximum ? float.MinValue : 0;
        foreach (float value in values)
        {
            total = norm switch
            {
                RowNorm.Maximum => total < value ? value : total,
                RowNorm.L1 => total + MathF.Abs(value),
                _ => total + (value * value),
            };
        }

        return total;
    }
}
