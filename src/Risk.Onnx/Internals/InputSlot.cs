using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>An input of the graph and its part of the row of features.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Offset">The first of its features.</param>
/// <param name="Width">How many features it takes.</param>
/// <param name="Shape">Its shape for one row, or for as many as the file fixes.</param>
/// <param name="HasRows">Whether the first dimension counts rows.</param>
internal sealed record InputSlot(string Name, TensorElementType Type, int Offset, int Width, long[] Shape, bool HasRows)
{
    /// <summary>The shape for a number of rows.</summary>
    public long[] ShapeFor(int rows) => HasRows ? [rows, .. Shape[1..]] : Shape;
}
