namespace Risk.Models.Graph;

/// <summary>(x - mean) / √(variance + epsilon) · scale + bias over the last axes. Computed in double and rounded once.</summary>
internal sealed class LayerNormalizationOperator(int size, double epsilon, float[] scale, float[]? bias) : GraphOperator
{
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
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        double mean = sum / size;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt((squares / size) + epsilon);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = (float)(((values[i] - mean) / deviation * scale[i]) + (bias is null ? 0 : bias[i]));
        }
    }
}
