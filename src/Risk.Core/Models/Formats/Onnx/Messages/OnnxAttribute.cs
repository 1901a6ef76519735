namespace Risk.Models.Formats.Onnx;

/// <summary>An attribute of a node. Which property is set follows from the type; the others are null.</summary>
internal sealed class OnnxAttribute
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A single float.</summary>
    public float? Single { get; init; }

    /// <summary>A single integer.</summary>
    public long? Integer { get; init; }

    /// <summary>A single text.</summary>
    public string? Text { get; init; }

    /// <summary>A tensor.</summary>
    public OnnxTensor? Tensor { get; init; }

    /// <summary>Floats.</summary>
    public float[]? Singles { get; init; }

    /// <summary>Integers.</summary>
    public long[]? Integers { get; init; }

    /// <summary>Texts.</summary>
    public string[]? Texts { get; init; }

    /// <summary>What else the attribute holds, such as <c>a subgraph</c>; null when it is one of the above.</summary>
    public string? Other { get; init; }
}
