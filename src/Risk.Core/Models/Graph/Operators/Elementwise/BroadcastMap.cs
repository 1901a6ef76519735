namespace Risk.Models.Graph;

/// <summary>
/// Which element of an input goes with which element of the output, when shapes are broadcast as ONNX (and NumPy) say:
/// aligned at the last axis, sizes of 1 stretched. Decided when the graph is built.
/// </summary>
internal sealed class BroadcastMap
{
    private BroadcastMap(int[]? indices, bool isScalar)
    {
        Indices = indices;
        IsScalar = isScalar;
    }

    /// <summary>The input's element for each output element; null when the input is a scalar or has the output's shape.</summary>
    public int[]? Indices { get; }

    /// <summary>The input has one element.</summary>
    public bool IsScalar { get; }

    /// <summary>The input's elements are the output's, one by one.</summary>
    public bool IsSame => Indices is null && !IsScalar;

    /// <summary>The element that goes with an output element.</summary>
    public int this[int index] => IsScalar ? 0 : Indices is null ? index : Indices[index];

    /// <summary>The shape that several shapes broadcast to.</summary>
    /// <exception cref="GraphException">They don't fit, or rows would be combined with anything but rows.</exception>
    public static GraphShape Combine(params ReadOnlySpan<GraphShape> shapes)
    {
        int rank = 0;
        foreach (GraphShape shape in shapes)
        {
            rank = Math.Max(rank, shape.Rank);
        }

        int[] sizes = new int[rank];
        Array.Fill(sizes, 1);
        int rowAxis = GraphShape.NoRows;
        foreach (GraphShape shape in shapes)
        {
            int lead = rank - shape.Rank;
            rowAxis = shape.RowAxis < 0 ? rowAxis
                : rowAxis < 0 || rowAxis == shape.RowAxis + lead ? shape.RowAxis + lead
                : throw GraphException.MixesRows("the operator would combine the rows of one input with the columns of another.");
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                ref int size = ref sizes[axis + lead];
                size = shape[axis] == size || shape[axis] == 1 ? size
                    : size == 1 ? shape[axis]
                    : throw GraphException.Shape($"the shapes {string.Join(" and ", shapes.ToArray().Select(other => other.ToString()))} don't fit each other.");
            }
        }

        return rowAxis < 0 || sizes[rowAxis] == 1
            ? new GraphShape(sizes, rowAxis)
            : throw GraphException.MixesRows("the operator would combine rows with the rows of a constant.");
    }

    /// <summary>The map from an input to the output.</summary>
    public static BroadcastMap Create(GraphShape input, GraphShape output)
    {
        if (input.Elements == output.Elements)
        {
            return new BroadcastMap(null, isScalar: false);
        }

        if (input.Elements == 1)
        {
            return new BroadcastMap(null, isScalar: true);
        }

        int lead = output.Rank - input.Rank;
        int[] indices = new int[output.Elements];
        for (int index = 0; index < indices.Length; index++)
        {
            int rest = index;
            int stride = 1;
            for (int axis = output.Rank - 1; axis >= lead; axis--)
            {
                int size = input[axis - lead];
                indices[index] += size == 1 ? 0 : rest % output[axis] * stride;
                rest /= output[axis];
                stride *= size;
            }
        }

        return new BroadcastMap(indices, isScalar: false);
    }
}
