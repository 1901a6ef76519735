namespace Risk.Models.Graph;

/// <summary>Whether each value is NaN: how a graph asks whether a feature is missing.</summary>
internal sealed class IsNaNOperator : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<byte> results = frame.Write<byte>(Outputs[0]);
        if (Inputs[0].Type == ElementType.Single)
        {
            ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
            for (int i = 0; i < values.Length; i++)
            {
                results[i] = float.IsNaN(values[i]) ? (byte)1 : (byte)0;
            }
        }
        else
        {
            ReadOnlySpan<double> values = frame.Read<double>(Inputs[0]);
            for (int i = 0; i < values.Length; i++)
            {
                results[i] = double.IsNaN(values[i]) ? (byte)1 : (byte)0;
            }
        }
    }
}
