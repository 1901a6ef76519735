namespace Risk.Models.Graph;

/// <summary>1 above the threshold, else 0. ONNX Runtime fails for NaN; here it gives NaN, since scoring doesn't fail for data.</summary>
internal sealed class BinarizerOperator(float threshold) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
        Span<float> results = frame.Write<float>(Outputs[0]);
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            results[i] = value > threshold ? 1 : float.IsNaN(value) ? value : 0;
        }
    }
}
