namespace Risk.Models.Trees;

/// <summary>
/// A whole tree ensemble as its file describes it: the meeting point of readers (Formats) and engines (Trees).
/// Immutable once validated.
/// </summary>
internal sealed partial class TreeEnsembleDefinition
{
    /// <summary>The trees in file order, which is the order of addition.</summary>
    public required TreeDefinition[] Trees { get; init; }

    /// <summary>The number of features in a row.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>The number of margins.</summary>
    public int MarginCount { get; init; } = 1;

    /// <summary>The number of outputs after the link.</summary>
    public int OutputCount { get; init; } = 1;

    /// <summary>The base margin of each margin.</summary>
    public required double[] BaseMargin { get; init; }

    /// <summary>How leaves are added.</summary>
    public required TreeArithmetic Arithmetic { get; init; }

    /// <summary>What is made of the leaves.</summary>
    public TreeAggregate Aggregate { get; init; } = TreeAggregate.Sum;

    /// <summary>The link function.</summary>
    public LinkFunction Link { get; init; } = LinkFunction.Identity;

    /// <summary>The scale inside the sigmoid (LightGBM <c>sigmoid:k</c>); 1 otherwise.</summary>
    public double LinkScale { get; init; } = 1;

    /// <summary>The model's description, without engine.</summary>
    public required ModelInfo Info { get; init; }
}
