namespace Risk.Models.Graph;

/// <summary>And, Or, Xor of two truth values, element by element, broadcast to a common shape.</summary>
internal sealed class LogicalOperator(LogicalOperation operation, BroadcastMap left, BroadcastMap right) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        Span<byte> results = frame.Write<byte>(Outputs[0]);
        ReadOnlySpan<byte> lefts = frame.Read<byte>(Inputs[0]);
        ReadOnlySpan<byte> rights = frame.Read<byte>(Inputs[1]);
        for (int i = 0; i < results.Length; i++)
        {
            byte a = lefts[left[i]];
            byte b = rights[right[i]];
            results[i] = operation switch
            {
                LogicalOperation.And => (byte)(a & b),
                LogicalOperation.Or => (byte)(a | b),
                _ => (byte)(a ^ b),
            };
        }
    }
}
