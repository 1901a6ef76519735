using System.Globalization;
using Risk.Models.Trees;

namespace Risk.Models.Formats.LightGbm;

/// <summary>Makes trees of LightGBM's lists. Its numbering is the definition's: inner nodes from 0, leaves as ~0, ~1 …</summary>
internal static class LightGbmTreeConverter
{
    private const int CategoricalBit = 1;
    private const int DefaultLeftBit = 2;
    private const int MissingShift = 2;
    private const int LargestDecision = 15;

    /// <summary>The tree, or null when its lists don't fit together. What remains is checked by the definition.</summary>
    public static TreeDefinition? Convert(LightGbmTreeBlock block, int margin)
    {
        if (block.LeafCount is not { } leafCount || leafCount < 1)
        {
            block.Report("RM022", "num_leaves", "is missing or 0: a tree has at least one leaf.");
            return null;
        }

        int nodeCount = leafCount - 1;
        if (!CheckLengths(block, leafCount, nodeCount))
        {
            return null;
        }

        bool covered = block.LeafCounts?.Length == leafCount && (nodeCount == 0 || block.InternalCounts?.Length == nodeCount);
        TreeDefinition tree = new()
        {
            Feature = nodeCount == 0 ? [] : block.SplitFeature!,
            Threshold = nodeCount == 0 ? [] : block.Threshold!,
            Kind = new SplitKind[nodeCount],
            Missing = new MissingKind[nodeCount],
            DefaultLeft = new bool[nodeCount],
            Left = nodeCount == 0 ? [] : block.LeftChild!,
            Right = nodeCount == 0 ? [] : block.RightChild!,
            CategoryStart = new int[nodeCount],
            CategoryLength = new int[nodeCount],
            CategoryWords = block.CategoryThreshold ?? [],
            LeafValue = block.LeafValue!,
            Margin = margin,
            NodeCover = covered && nodeCount > 0 ? block.InternalCounts! : [],
            LeafCover = covered ? block.LeafCounts! : [],
            LinearLeaves = block.IsLinear ? ConvertLinear(block, leafCount) : null,
        };
        for (int node = 0; node < nodeCount; node++)
        {
            ConvertNode(block, tree, node);
        }

        return tree;
    }

    private static void ConvertNode(LightGbmTreeBlock block, TreeDefinition tree, int node)
    {
        int decision = block.DecisionType?[node] ?? 0;
        int missing = (decision >> MissingShift) & 3;
        if (decision is < 0 or > LargestDecision || missing > 2)
        {
            block.Report("RM026", Text($"decision_type[{node}]"), Text($"{decision} is unknown: bit 0 categorical, bit 1 default left, bits 2 and 3 the missing type from 0 to 2."));
            return;
        }

        if ((decision & CategoricalBit) != 0)
        {
            tree.Kind[node] = SplitKind.CategoryIn;
            tree.Missing[node] = MissingKind.NaN;
            ConvertCategories(block, tree, node);
            return;
        }

        tree.Kind[node] = SplitKind.LessOrEqual;
        tree.DefaultLeft[node] = (decision & DefaultLeftBit) != 0;
        tree.Threshold[node] = AroundZero(tree.Threshold[node]);
        tree.Missing[node] = missing switch
        {
            0 => MissingKind.NaNIsZero,
            1 => MissingKind.ZeroOrNaN,
            _ => MissingKind.NaN,
        };
    }

    // LightGBM takes every |x| <= 1e-35 of a row for 0 before any tree sees it. The same holds when a threshold inside
    // that band moves to the band's edge, on the side that keeps 0 where it was.
    private static double AroundZero(double threshold)
    {
        const double Band = SplitTest.ZeroThreshold;
        return threshold switch
        {
            >= 0 and < Band => Band,
            < 0 and >= -Band => Math.BitDecrement(-Band),
            _ => threshold,
        };
    }

    private static void ConvertCategories(LightGbmTreeBlock block, TreeDefinition tree, int node)
    {
        double set = tree.Threshold[node];
        tree.Threshold[node] = 0;
        if (!(set >= 0 && set < block.CategoricalCount) || set != Math.Truncate(set))
        {
            block.Report("RM026", Text($"threshold[{node}]"), Text($"{set} is no set of categories: the tree has {block.CategoricalCount}."));
            return;
        }

        int start = block.CategoryBoundaries![(int)set];
        int end = block.CategoryBoundaries[(int)set + 1];
        if (start < 0 || end < start || end > tree.CategoryWords.Length)
        {
            block.Report("RM026", Text($"cat_boundaries[{(int)set}]"), Text($"{start} to {end} lies outside cat_threshold, which has {tree.CategoryWords.Length} items."));
            return;
        }

        tree.CategoryStart[node] = start;
        tree.CategoryLength[node] = end - start;
    }

    private static LinearLeaf[] ConvertLinear(LightGbmTreeBlock block, int leafCount)
    {
        LinearLeaf[] leaves = new LinearLeaf[leafCount];
        int first = 0;
        for (int leaf = 0; leaf < leafCount; leaf++)
        {
            int count = block.LeafFeatureCounts![leaf];
            leaves[leaf] = new LinearLeaf(
                block.LeafConstants![leaf],
                block.LeafFeatures.AsSpan(first, count).ToArray(),
                block.LeafCoefficients.AsSpan(first, count).ToArray());
            first += count;
        }

        return leaves;
    }

    private static bool CheckLengths(LightGbmTreeBlock block, int leafCount, int nodeCount)
    {
        bool sound = CheckLength(block, "leaf_value", block.LeafValue?.Length, leafCount);
        if (nodeCount > 0)
        {
            sound &= CheckLength(block, "split_feature", block.SplitFeature?.Length, nodeCount);
            sound &= CheckLength(block, "threshold", block.Threshold?.Length, nodeCount);
            sound &= CheckLength(block, "decision_type", block.DecisionType is null ? nodeCount : block.DecisionType.Length, nodeCount);
            sound &= CheckLength(block, "left_child", block.LeftChild?.Length, nodeCount);
            sound &= CheckLength(block, "right_child", block.RightChild?.Length, nodeCount);
        }

        if (block.CategoricalCount > 0)
        {
            sound &= CheckLength(block, "cat_boundaries", block.CategoryBoundaries?.Length, block.CategoricalCount + 1L);
            sound &= CheckLength(block, "cat_threshold", block.CategoryThreshold is null ? null : 0, 0);
        }

        return block.IsLinear ? sound & CheckLinear(block, leafCount) : sound;
    }

    private static bool CheckLinear(LightGbmTreeBlock block, int leafCount)
    {
        bool sound = CheckLength(block, "leaf_const", block.LeafConstants?.Length, leafCount)
            & CheckLength(block, "num_features", block.LeafFeatureCounts?.Length, leafCount);
        if (!sound)
        {
            return false;
        }

        long total = 0;
        foreach (int count in block.LeafFeatureCounts!)
        {
            if (count < 0)
            {
                block.Report("RM022", "num_features", "a leaf can't have less than 0 features.");
                return false;
            }

            total += count;
        }

        return CheckLength(block, "leaf_features", block.LeafFeatures?.Length ?? 0, total)
            & CheckLength(block, "leaf_coeff", block.LeafCoefficients?.Length ?? 0, total);
    }

    private static bool CheckLength(LightGbmTreeBlock block, string field, int? actual, long expected)
    {
        if (actual == expected)
        {
            return true;
        }

        block.Report("RM022", field, actual is null ? "is missing." : Text($"has {actual} items where the tree needs {expected}."));
        return false;
    }

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
