namespace Risk.Onnx.Internals;

/// <summary>An operator of a file, as far as it matters for finding scores and labels.</summary>
internal sealed class GraphNode
{
    public string Operator { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>The classes it names; empty when it names none.</summary>
    public List<string> Labels { get; } = [];

    public bool IsZipMap => Operator == "ZipMap" && Domain == "ai.onnx.ml" && Inputs.Count == 1 && Outputs.Count == 1;
}
