namespace Risk.Models.Formats.Onnx;

/// <summary>The graph of a model.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The operators in file order.</summary>
    public required OnnxNode[] Nodes { get; init; }

    /// <summary>The constants.</summary>
    public required OnnxTensor[] Initializers { get; init; }

    /// <summary>The inputs; some writers list constants among them.</summary>
    public required OnnxValueInfo[] Inputs { get; init; }

    /// <summary>The outputs.</summary>
    public required OnnxValueInfo[] Outputs { get; init; }
}
