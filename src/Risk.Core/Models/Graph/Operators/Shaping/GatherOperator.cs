namespace Risk.Models.Graph;

/// <summary>
/// Takes elements along an axis by indices that the graph computes, such as the label of the best class. An index outside
/// gives zero, because scoring doesn't fail for data.
/// </summary>
internal sealed class GatherOperator<T>(int outer, int size, int inner) : GraphOperator
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Run(in GraphFrame frame)
    {
        ReadOnlySpan<T> values = frame.Read<T>(Inputs[0]);
        Span<T> results = frame.Write<T>(Outputs[0]);
        for (int block = 0; block < outer; block++)
        {
            for (int i = 0; i < Inputs[1].Length; i++)
            {
                Span<T> result = results.Slice(((block * Inputs[1].Length) + i) * inner, inner);
                long index = Inputs[1].Type == ElementType.Int32 ? frame.Read<int>(Inputs[1])[i] : frame.Read<long>(Inputs[1])[i];
                index = index < 0 ? index + size : index;
                if ((ulong)index < (ulong)size)
                {
                    values.Slice(((block * size) + (int)index) * inner, inner).CopyTo(result);
                }
                else
                {
                    result.Clear();
                }
            }
        }
    }
}
