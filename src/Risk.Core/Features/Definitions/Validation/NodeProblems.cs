namespace Risk.Features.Definitions;

/// <summary>Where a transform reports what is wrong with a node, and what it may know of its inputs.</summary>
internal sealed class NodeProblems(PipelineProblems problems, TransformNode node, string path, IReadOnlyList<ValueKinds> inputKinds)
{
    /// <summary>What each input gives.</summary>
    public IReadOnlyList<ValueKinds> InputKinds => inputKinds;

    /// <summary>Reports a problem of an argument.</summary>
    public void Report(string code, int parameter, string message, string? suggestion = null) =>
        problems.Add(
            code,
            message,
            node.ArgumentRanges?[parameter] ?? node.Range,
            $"{path}.{node.Transform.Parameters[parameter].Name}",
            suggestion);

    /// <summary>Reports a problem of the node as a whole.</summary>
    public void Report(string code, string message, string? suggestion = null) =>
        problems.Add(code, message, node.Range, path, suggestion);
}
