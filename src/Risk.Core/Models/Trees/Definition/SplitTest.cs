namespace Risk.Models.Trees;

/// <summary>
/// The law of one inner node: which way a value goes. Every engine is built from it or tested against it.
/// A float32 value is widened, which changes no comparison.
/// </summary>
internal static class SplitTest
{
    /// <summary>LightGBM's zero: 1e-35 as a float32, widened. Values up to it count as zero.</summary>
    internal const double ZeroThreshold = 1e-35f;

    /// <summary>XGBoost takes categories from here on as unknown: a float32 can't tell them apart.</summary>
    internal const double CategoryLimit = 16_777_216;

    /// <summary>Whether a value goes left.</summary>
    internal static bool GoesLeft(TreeDefinition tree, int node, double value)
    {
        SplitKind kind = tree.Kind[node];
        if (kind == SplitKind.CategoryIn)
            return IsCategoryListed(tree, node, value);

        switch (tree.Missing[node])
        {
            case MissingKind.NaN when double.IsNaN(value):
            case MissingKind.ZeroOrNaN when double.IsNaN(value) || Math.Abs(value) <= ZeroThreshold:
                return tree.DefaultLeft[node];
            case MissingKind.NaNIsZero when double.IsNaN(value):
                value = 0;
                break;
        }

        double threshold = tree.Threshold[node];
        return kind switch
        {
            SplitKind.LessOrEqual => value <= threshold,
            SplitKind.Less => value < threshold,
            SplitKind.GreaterOrEqual => value >= threshold,
            SplitKind.Greater => value > threshold,
            SplitKind.Equal => value == threshold,
            SplitKind.NotEqual => value != threshold,
            SplitKind.CategoryNotIn => value < 0 || value >= CategoryLimit || !IsCategoryListed(tree, node, value),
            _ => value >= 0 && value == Math.Truncate(value) && IsCategoryListed(tree, node, value),
        };
    }

    // Truncated toward zero, so -0.5 is category 0; NaN, negative and unlisted categories are not in the set.
    private static bool IsCategoryListed(TreeDefinition tree, int node, double value)
    {
        if (!(value > -1 && value < int.MaxValue))
            return false;

        int category = (int)value;
        return category >> 5 < tree.CategoryLength[node]
            && ((tree.CategoryWords[tree.CategoryStart[node] + (category >> 5)] >> (category & 31)) & 1) != 0;
    }
}
