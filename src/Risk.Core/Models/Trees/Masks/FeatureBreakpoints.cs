using System.Numerics;

namespace Risk.Models.Trees;

/// <summary>
/// The values at which the answer of any node of a feature changes. Between two of them every node answers the same, whatever its kind, so
/// one value stands for all: thresholds, both edges of an equality, the edges of listed categories, the edges of zero.
/// </summary>
internal sealed class FeatureBreakpoints
{
    private readonly HashSet<double> _values = [double.PositiveInfinity];
    private readonly int _limit;

    /// <summary>Starts with infinity, where the last interval ends.</summary>
    /// <param name="limit">How many are too many.</param>
    internal FeatureBreakpoints(int limit) => _limit = limit;

    /// <summary>More breakpoints than the limit were found; the rest was not looked for.</summary>
    internal bool IsOverLimit => _values.Count > _limit;

    /// <summary>The breakpoints, ascending. Every interval ends with one, the last with infinity.</summary>
    internal double[] ToArray()
    {
        double[] sorted = [.. _values];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Adds the breakpoints of a node.</summary>
    internal void Add(TreeDefinition tree, int node)
    {
        if (tree.Missing[node] == MissingKind.ZeroOrNaN && tree.Kind[node] != SplitKind.CategoryIn)
        {
            Add(Math.BitDecrement(-SplitTest.ZeroThreshold));
            Add(SplitTest.ZeroThreshold);
        }

        switch (tree.Kind[node])
        {
            case SplitKind.LessOrEqual or SplitKind.Greater:
                Add(tree.Threshold[node]);
                break;
            case SplitKind.Less or SplitKind.GreaterOrEqual:
                Add(Math.BitDecrement(tree.Threshold[node]));
                break;
            case SplitKind.Equal or SplitKind.NotEqual:
                Add(Math.BitDecrement(tree.Threshold[node]));
                Add(tree.Threshold[node]);
                break;
            default:
                AddCategories(tree, node);
                break;
        }
    }

    private void AddCategories(TreeDefinition tree, int node)
    {
        SplitKind kind = tree.Kind[node];
        if (kind == SplitKind.CategoryNotIn)
            Add(Math.BitDecrement(SplitTest.CategoryLimit));

        ReadOnlySpan<uint> words = tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]);
        for (int word = 0; word < words.Length && !IsOverLimit; word++)
        {
            for (uint bits = words[word]; bits != 0; bits &= bits - 1)
            {
                AddCategory(kind, word * 32 + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    // A category reaches from its number to the next; 0 reaches down to -1 where fractions are cut off before anything else.
    private void AddCategory(SplitKind kind, int category)
    {
        Add(category == 0 && kind == SplitKind.CategoryIn ? -1 : Math.BitDecrement((double)category));
        Add(kind == SplitKind.Member ? category : Math.BitDecrement(category + 1.0));
    }

    private void Add(double value)
    {
        if (!double.IsNaN(value))
            _values.Add(value == 0 ? 0.0 : value);
    }
}
