namespace Risk.Models.Trees;

/// <summary>
/// One decision tree in the form every format is read into and every engine is made from. Inner nodes are
/// numbered from 0 (the root); a child index below zero is the leaf <c>~index</c>. A tree of a single leaf has no
/// inner nodes. Validated before any engine sees it: children lie in range, every inner
/// node has exactly one parent, features are in range.
/// </summary>
internal sealed class TreeDefinition
{
    /// <summary>The feature each inner node tests.</summary>
    public int[] Feature { get; init; } = [];

    /// <summary>
    /// The threshold of a numerical test. <see cref="SplitKind.LessOrEqual"/> compares in double. XGBoost's strict
    /// float32 <c>x &lt; t</c> is kept as <see cref="SplitKind.Less"/>; engines rewrite it.
    /// </summary>
    public double[] Threshold { get; init; } = [];

    /// <summary>The test of each inner node; true goes left.</summary>
    public SplitKind[] Kind { get; init; } = [];

    /// <summary>What each inner node does with a missing value.</summary>
    public MissingKind[] Missing { get; init; } = [];

    /// <summary>Where a missing value goes when <see cref="Missing"/> says that some values are missing.</summary>
    public bool[] DefaultLeft { get; init; } = [];

    /// <summary>The left child of each inner node; below zero a leaf.</summary>
    public int[] Left { get; init; } = [];

    /// <summary>The right child of each inner node; below zero a leaf.</summary>
    public int[] Right { get; init; } = [];

    /// <summary>For categorical tests, the first word of the node's bit set in <see cref="CategoryWords"/>.</summary>
    public int[] CategoryStart { get; init; } = [];

    /// <summary>For categorical tests, how many words the bit set has; 0 for numerical tests.</summary>
    public int[] CategoryLength { get; init; } = [];

    /// <summary>Bit sets of categories, 32 a word; a listed category satisfies the test.</summary>
    public uint[] CategoryWords { get; init; } = [];

    /// <summary>Leaf values: one per leaf, or <see cref="LeafWidth"/> per leaf, leaf-major.</summary>
    public double[] LeafValue { get; init; } = [];

    /// <summary>Values per leaf: 1, or the number of margins for vector leaves.</summary>
    public int LeafWidth { get; init; } = 1;

    /// <summary>The margin the tree adds to (the class); ignored for vector leaves.</summary>
    public int Margin { get; init; }

    /// <summary>Multiplies every leaf after it was reached (DART in XGBoost); 1 otherwise.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>Training cover (sum of hessians or counts) of each inner node, for explanations; empty when the file has none.</summary>
    public double[] NodeCover { get; init; } = [];

    /// <summary>Training cover of each leaf; empty when the file has none.</summary>
    public double[] LeafCover { get; init; } = [];

    /// <summary>Linear leaves (LightGBM linear_tree); null when leaves are constants.</summary>
    public LinearLeaf[]? LinearLeaves { get; init; }

    /// <summary>The number of inner nodes.</summary>
    public int NodeCount => Feature.Length;

    /// <summary>The number of leaves.</summary>
    public int LeafCount => LeafValue.Length / LeafWidth;
}
