using Risk.Models.Graph;

namespace Risk.Models.Formats.Onnx;

/// <summary>What all readers of one file share.</summary>
internal sealed class OnnxImport
{
    /// <summary>The graph being built.</summary>
    public required GraphBuilder Builder { get; init; }

    /// <summary>Where problems and warnings go.</summary>
    public required FormatProblems Problems { get; init; }

    /// <summary>The user's choices.</summary>
    public required ModelLoadOptions Options { get; init; }

    /// <summary>What is known of values that are scores or labels.</summary>
    public OnnxScores Scores { get; } = new();

    /// <summary>What the tree operators said.</summary>
    public Dictionary<TreeOperator, OnnxTreeModel> Trees { get; } = [];
}
