namespace Risk.Models.Graph;

/// <summary>Applies a function of one value to every element, one by one.</summary>
internal sealed class ScalarOperator<TFunction> : GraphOperator
    where TFunction : struct, IScalarFunction
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        if (Inputs[0].Type == ElementType.Single)
        {
            ReadOnlySpan<float> values = frame.Read<float>(Inputs[0]);
            Span<float> results = frame.Write<float>(Outputs[0]);
            for (int i = 0; i < values.Length; i++)
            {
                results[i] = (float)TFunction.Invoke(values[i]);
            }
        }
        else
        {
            ReadOnlySpan<double> values = frame.Read<double>(Inputs[0]);
            Span<double> results = frame.Write<double>(Outputs[0]);
            for (int i = 0; i < values.Length; i++)
            {
                results[i] = TFunction.Invoke(values[i]);
            }
        }
    }
}
