using System.Globalization;

namespace Risk.Models.Formats.Onnx;

/// <summary>One operator of the graph.</summary>
internal sealed class OnnxNode
{
    /// <summary>The position in the file.</summary>
    public required int Index { get; init; }

    /// <summary>The node's own name; often empty.</summary>
    public required string Name { get; init; }

    /// <summary>The operator, such as <c>Gemm</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>The operator set: empty for ai.onnx.</summary>
    public required string Domain { get; init; }

    /// <summary>The names of inputs; an empty name is an optional input left out.</summary>
    public required string[] Inputs { get; init; }

    /// <summary>The names of outputs; an empty name is an output nobody wants.</summary>
    public required string[] Outputs { get; init; }

    /// <summary>The attributes.</summary>
    public required OnnxAttribute[] Attributes { get; init; }

    /// <summary>Where diagnostics say the node is.</summary>
    public string Place => Name.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"graph.node[{Index}] ({Operator})")
        : string.Create(CultureInfo.InvariantCulture, $"graph.node[{Index}] ({Operator} {Name})");

    /// <summary>The operator with its set, such as <c>ai.onnx.ml.Scaler</c>.</summary>
    public string FullName => Domain.Length == 0 ? Operator : $"{Domain}.{Operator}";
}
