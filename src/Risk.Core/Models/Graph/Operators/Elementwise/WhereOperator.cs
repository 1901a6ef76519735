namespace Risk.Models.Graph;

/// <summary>Takes each element from one value or the other, by a condition; all three broadcast to a common shape.</summary>
internal sealed class WhereOperator<T>(BroadcastMap condition, BroadcastMap whenTrue, BroadcastMap whenFalse) : GraphOperator
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<T> results = frame.Write<T>(Outputs[0]);
        ReadOnlySpan<byte> conditions = frame.Read<byte>(Inputs[0]);
        ReadOnlySpan<T> trues = frame.Read<T>(Inputs[1]);
        ReadOnlySpan<T> falses = frame.Read<T>(Inputs[2]);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = conditions[condition[i]] != 0 ? trues[whenTrue[i]] : falses[whenFalse[i]];
        }
    }
}
