using System.Numerics;

namespace Risk.Models.Trees;

/// <summary>Fills the table of a <see cref="DenseMaskEngine{TLane, TLeaf}"/> for one tree after the other.</summary>
internal sealed class DenseMaskBuilder<TLane>
    where TLane : unmanaged, IBinaryInteger<TLane>
{
    private readonly AlignedArray<TLane> _table;
    private readonly long[] _featureStart;
    private readonly double[]?[] _breakpoints;
    private readonly int _stride;

    /// <param name="table">The table, all ones.</param>
    /// <param name="featureStart">The first element of each feature's rows.</param>
    /// <param name="breakpoints">The breakpoints of each feature that is used; its rows are one for each, and one for NaN.</param>
    /// <param name="stride">The elements of a row.</param>
    internal DenseMaskBuilder(AlignedArray<TLane> table, long[] featureStart, double[]?[] breakpoints, int stride)
    {
        _table = table;
        _featureStart = featureStart;
        _breakpoints = breakpoints;
        _stride = stride;
    }

    /// <summary>Adds a tree's nodes to its lane.</summary>
    /// <returns>The tree's leaves from left to right, which is the order of the mask's bits.</returns>
    internal int[] Add(TreeDefinition tree, int lane)
    {
        var order = new List<int>(tree.LeafCount);
        if (tree.NodeCount == 0)
            return [0];

        Visit(tree, 0, lane, order);
        return [.. order];
    }

    // Recursion is as deep as the tree, which has at most 63 inner nodes.
    private void Visit(TreeDefinition tree, int node, int lane, List<int> order)
    {
        if (node < 0)
        {
            order.Add(~node);
            return;
        }

        int first = order.Count;
        Visit(tree, tree.Left[node], lane, order);
        int width = order.Count - first;
        TLane keep = ~(((TLane.One << width) - TLane.One) << first);
        Visit(tree, tree.Right[node], lane, order);
        Remove(tree, node, lane, keep);
    }

    private void Remove(TreeDefinition tree, int node, int lane, TLane keep)
    {
        int feature = tree.Feature[node];
        double[] breakpoints = _breakpoints[feature]!;
        long row = _featureStart[feature] + lane;
        bool isNumeric = NumericSplit.TryCreate(tree, node, out NumericSplit split)
            && split.Missing is not (MissingRoute.ZeroLeft or MissingRoute.ZeroRight);
        foreach (double value in breakpoints)
        {
            bool left = isNumeric ? (value <= split.Threshold) != split.IsMirrored : SplitTest.GoesLeft(tree, node, value);
            if (!left)
                _table[row] &= keep;
            row += _stride;
        }

        if (!SplitTest.GoesLeft(tree, node, double.NaN))
            _table[row] &= keep;
    }
}
