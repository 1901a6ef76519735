namespace Risk.Models.Graph;

/// <summary>
/// A one at the position of each value's category, zeros elsewhere. A category that isn't listed gives zeros, also where the
/// file asks for a failure, because scoring doesn't fail for data.
/// </summary>
internal sealed class OneHotOperator(Dictionary<long, int> positions, int width) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<long> values = frame.Read<long>(Inputs[0]);
        Span<float> results = frame.Write<float>(Outputs[0]);
        results.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (positions.TryGetValue(values[i], out int position))
            {
                results[(i * width) + position] = 1;
            }
        }
    }
}
