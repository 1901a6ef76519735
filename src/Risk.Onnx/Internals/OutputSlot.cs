using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>An output of the graph and the elements of it that are outputs of the model.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape for one row, or for as many as the file fixes.</param>
/// <param name="RowAxis">The dimension that counts rows; -1 when none does.</param>
/// <param name="Width">How many elements it has a row.</param>
/// <param name="Start">The first element of a row that is an output of the model.</param>
/// <param name="Count">How many are.</param>
internal sealed record OutputSlot(string Name, TensorElementType Type, long[] Shape, int RowAxis, int Width, int Start, int Count)
{
    /// <summary>The shape for a number of rows.</summary>
    public long[] ShapeFor(int rows) => RowAxis < 0 ? Shape : [.. Shape[..RowAxis], rows, .. Shape[(RowAxis + 1)..]];
}
