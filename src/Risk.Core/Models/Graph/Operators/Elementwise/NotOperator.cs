namespace Risk.Models.Graph;

/// <summary>The opposite of each truth value.</summary>
internal sealed class NotOperator : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<byte> values = frame.Read<byte>(Inputs[0]);
        Span<byte> results = frame.Write<byte>(Outputs[0]);
        for (int i = 0; i < values.Length; i++)
        {
            results[i] = (byte)(values[i] ^ 1);
        }
    }
}
