namespace Risk.Models.Graph;

/// <summary>The product of two computed matrices, or of stacks of them: [b, n, k] · [b, k, m], for attention-like graphs.</summary>
internal sealed class MatMulOperator(int stacks, int rows, int depth, int columns, bool sharedRight) : GraphOperator
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<float> lefts = frame.Read<float>(Inputs[0]);
        ReadOnlySpan<float> rights = frame.Read<float>(Inputs[1]);
        Span<float> results = frame.Write<float>(Outputs[0]);
        for (int stack = 0; stack < stacks; stack++)
        {
            ReadOnlySpan<float> right = sharedRight ? rights : rights.Slice(stack * depth * columns, depth * columns);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> left = lefts.Slice(((stack * rows) + row) * depth, depth);
                Span<float> result = results.Slice(((stack * rows) + row) * columns, columns);
                result.Clear();
                for (int k = 0; k < depth; k++)
                {
                    float value = left[k];
                    ReadOnlySpan<float> line = right.Slice(k * columns, columns);
                    for (int column = 0; column < result.Length; column++)
                    {
                        result[column] = MathF.FusedMultiplyAdd(value, line[column], result[column]);
                    }
                }
            }
        }
    }
}
