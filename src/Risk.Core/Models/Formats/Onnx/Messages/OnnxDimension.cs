namespace Risk.Models.Formats.Onnx;

/// <summary>One dimension of a declared shape: a number, a name, or nothing.</summary>
/// <param name="Size">The number; null when the file leaves it open.</param>
/// <param name="Name">The name of an open dimension, such as <c>N</c>; null without one.</param>
internal readonly record struct OnnxDimension(long? Size, string? Name)
{
    public override string ToString() => Size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Name ?? "?";
}
