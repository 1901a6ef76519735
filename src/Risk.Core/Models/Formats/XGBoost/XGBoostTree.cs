namespace Risk.Models.Formats.XGBoost;

/// <summary>One tree as the file holds it: an item per node, deleted nodes included. Nothing is checked yet.</summary>
internal sealed class XGBoostTree
{
    /// <summary>-1 at a leaf.</summary>
    public int[]? LeftChildren { get; set; }

    public int[]? RightChildren { get; set; }

    /// <summary>The feature of an inner node.</summary>
    public int[]? SplitIndices { get; set; }

    /// <summary>The threshold of an inner node; at a leaf its value.</summary>
    public float[]? SplitConditions { get; set; }

    public int[]? DefaultLeft { get; set; }

    /// <summary>0 numerical, 1 categorical; absent or empty when all are numerical.</summary>
    public int[] SplitType { get; set; } = [];

    /// <summary>The cover of a node.</summary>
    public float[] SumHessian { get; set; } = [];

    /// <summary>Up to 3.1 the values of vector leaves: as many per node as the tree has targets.</summary>
    public float[] BaseWeights { get; set; } = [];

    /// <summary>The categories of all categorical nodes, one node after the other.</summary>
    public int[] Categories { get; set; } = [];

    public int[] CategoriesNodes { get; set; } = [];

    public int[] CategoriesSegments { get; set; } = [];

    public int[] CategoriesSizes { get; set; } = [];

    /// <summary>Values per leaf; 0 and 1 both mean a scalar.</summary>
    public int LeafWidth { get; set; }

    /// <summary>The number of nodes the file says the tree has; null when it doesn't.</summary>
    public int? NodeCount { get; set; }

    /// <summary>
    /// Since 3.2 the values of vector leaves, as many per leaf as the tree has targets; a leaf's number is its right child then.
    /// </summary>
    public float[] LeafWeights { get; set; } = [];
}
