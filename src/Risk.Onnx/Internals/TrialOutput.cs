using Microsoft.ML.OnnxRuntime.Tensors;

namespace Risk.Onnx.Internals;

/// <summary>An output as the trial run gave it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape for one row, or for as many as the file fixes.</param>
/// <param name="RowAxis">The dimension that counts rows; -1 when none does.</param>
/// <param name="Width">How many elements it has a row.</param>
internal sealed record TrialOutput(string Name, TensorElementType Type, long[] Shape, int RowAxis, int Width)
{
    public OutputSlot ToSlot(int start, int count) => new(Name, Type, Shape, RowAxis, Width, start, count);
}
