namespace Risk.Models.Trees;

/// <summary>What a format calls the fields of a tree, so that a problem names the place in the file.</summary>
/// <param name="Trees">The path of the list of trees.</param>
internal sealed record TreeFieldNames(string Trees)
{
    public string Feature { get; init; } = "feature";

    public string Threshold { get; init; } = "threshold";

    public string Left { get; init; } = "left";

    public string Right { get; init; } = "right";

    public string LeafValue { get; init; } = "leaf_value";

    public string Categories { get; init; } = "categories";

    public string NodeCover { get; init; } = "node_cover";

    public string LeafCover { get; init; } = "leaf_cover";

    public string LinearLeaf { get; init; } = "linear_leaf";
}
