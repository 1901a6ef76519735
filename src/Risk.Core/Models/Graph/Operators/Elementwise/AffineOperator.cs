namespace Risk.Models.Graph;

/// <summary>x · scale + shift, element by element: batch normalization with its four constants folded into two.</summary>
internal sealed class AffineOperator(float[] scale, float[] shift) : GraphOperator
{
    /// <summary>What each element is multiplied by.</summary>
    public float[] Scale => scale;

    /// <summary>What is added to each product.</summary>
    public float[] Shift => shift;

    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<float> results = frame.Write<float>(Outputs[0]);
        ReadOnlySpan<float> values = frame.Read<float>(Inputs[0])[..results.Length];
        ReadOnlySpan<float> scales = scale.AsSpan(0, results.Length);
        ReadOnlySpan<float> shifts = shift.AsSpan(0, results.Length);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = (values[i] * scales[i]) + shifts[i];
        }
    }
}
