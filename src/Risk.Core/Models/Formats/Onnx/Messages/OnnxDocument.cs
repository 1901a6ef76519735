namespace Risk.Models.Formats.Onnx;

/// <summary>A whole ONNX file as it is written, before anything is made of it.</summary>
internal sealed class OnnxDocument
{
    /// <summary>The version of the file format.</summary>
    public long IrVersion { get; init; }

    /// <summary>The tool that wrote the file; empty when it doesn't say.</summary>
    public required string Producer { get; init; }

    /// <summary>The tool's version; empty when the file doesn't say.</summary>
    public required string ProducerVersion { get; init; }

    /// <summary>Operator sets by domain (empty for ai.onnx) with the version that is in force.</summary>
    public required Dictionary<string, long> OperatorSets { get; init; }

    /// <summary>The graph.</summary>
    public required OnnxGraph Graph { get; init; }
}
