namespace Risk.Models.Graph;

/// <summary>The positions that <see cref="RearrangeOperator{T}"/> takes, for each way of taking them.</summary>
internal static class Positions
{
    /// <summary>The elements at some indices along an axis, all of the other axes.</summary>
    public static int[] Along(GraphShape shape, int axis, ReadOnlySpan<int> indices)
    {
        int outer = shape.Before(axis);
        int inner = shape.After(axis);
        int[] positions = new int[outer * indices.Length * inner];
        int next = 0;
        for (int block = 0; block < outer; block++)
        {
            foreach (int index in indices)
            {
                for (int i = 0; i < inner; i++)
                {
                    positions[next++] = (((block * shape[axis]) + index) * inner) + i;
                }
            }
        }

        return positions;
    }

    /// <summary>The elements in the order they have when axes are reordered.</summary>
    public static int[] Transposed(GraphShape shape, ReadOnlySpan<int> order)
    {
        int[] positions = new int[shape.Elements];
        for (int index = 0; index < positions.Length; index++)
        {
            int rest = index;
            for (int axis = order.Length - 1; axis >= 0; axis--)
            {
                int size = shape[order[axis]];
                positions[index] += rest % size * shape.After(order[axis]);
                rest /= size;
            }
        }

        return positions;
    }
}
