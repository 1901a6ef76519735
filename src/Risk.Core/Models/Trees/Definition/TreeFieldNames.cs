namespace Risk.Models.Trees;

/// <summary>What a format calls the fields of a tree, so that a problem names the place in the file.</summary>
/// <param name="Prefix">What comes before the number of a tree in its path.</param>
/// <param name="Suffix">What comes after it.</param>
internal sealed record TreeFieldNames(string Prefix, string Suffix = "")
{
    /// <summary>The path of the trees together.</summary>
    public string Trees => Prefix.TrimEnd('[', '=');

    /// <summary>The path of one tree.</summary>
    public string PathOf(int tree) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{tree}{Suffix}");

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
