namespace Risk.Models.Formats.Onnx;

/// <summary>An input or output of the graph as the file declares it.</summary>
internal sealed record OnnxValueInfo
{
    /// <summary>The value's name.</summary>
    public required string Name { get; init; }

    /// <summary>The element type; <see cref="OnnxDataType.Undefined"/> when the file doesn't say.</summary>
    public OnnxDataType Type { get; init; }

    /// <summary>The dimensions; null when the file doesn't say.</summary>
    public OnnxDimension[]? Shape { get; init; }

    /// <summary>What the value is when it is no tensor: <c>sequence</c>, <c>map</c>, <c>optional</c> or <c>sparse tensor</c>; else null.</summary>
    public string? Container { get; init; }
}
