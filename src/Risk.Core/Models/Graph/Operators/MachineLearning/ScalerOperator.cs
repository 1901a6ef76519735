namespace Risk.Models.Graph;

/// <summary>(x - offset) · scale per feature; the offset comes off first, in the type of the input.</summary>
internal sealed class ScalerOperator(float[] offset, float[] scale) : GraphOperator
{
    /// <summary>What is taken off each feature.</summary>
    public float[] Offset => offset;

    /// <summary>What each difference is multiplied by.</summary>
    public float[] Scale => scale;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<float> results = frame.Write<float>(Outputs[0]);
        if (Inputs[0].Type == ElementType.Double)
        {
            ReadOnlySpan<double> wide = frame.Read<double>(Inputs[0]);
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = (float)((wide[i] - offset[i]) * scale[i]);
            }

            return;
        }

        ReadOnlySpan<float> values = frame.Read<float>(Inputs[0])[..results.Length];
        ReadOnlySpan<float> offsets = offset.AsSpan(0, results.Length);
        ReadOnlySpan<float> scales = scale.AsSpan(0, results.Length);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = (values[i] - offsets[i]) * scales[i];
        }
    }
}
