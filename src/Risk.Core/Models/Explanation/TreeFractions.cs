using System.Numerics;
using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>How a tree's training rows parted at each inner node, and what follows from it for explanations.</summary>
internal sealed class TreeFractions
{
    private readonly double[] _leafFraction;

    public TreeFractions(TreeDefinition tree)
    {
        Tree = tree;
        Left = new double[tree.NodeCount];
        Right = new double[tree.NodeCount];
        _leafFraction = new double[tree.LeafCount];
        int[] order = Order(tree, out int depth);
        Depth = depth;
        Part(order);
        PathElements = MeasurePath(order);
        SpreadFractions(order);
    }

    public TreeDefinition Tree { get; }

    /// <summary>The part of each inner node's rows that went left.</summary>
    public double[] Left { get; }

    /// <summary>The part of each inner node's rows that went right.</summary>
    public double[] Right { get; }

    /// <summary>The most tests on a way to a leaf.</summary>
    public int Depth { get; }

    /// <summary>The most path elements that lie in scratch at once: a copy of the path per level.</summary>
    public int PathElements { get; }

    /// <summary>The mean of the leaves by the parts of rows that reach them, weighted as the ensemble does.</summary>
    public double Expected(int margin)
    {
        double sum = 0;
        for (int leaf = 0; leaf < _leafFraction.Length; leaf++)
        {
            sum += _leafFraction[leaf] * LeafValue(leaf, margin);
        }

        return sum;
    }

    /// <summary>The same for a tree of linear leaves, whose values depend on the row.</summary>
    public double ExpectedLinear<T>(ReadOnlySpan<T> row, bool rowsAreSingle)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int leaf = 0; leaf < _leafFraction.Length; leaf++)
        {
            sum += _leafFraction[leaf] * LeafValue(leaf, 0, row, rowsAreSingle);
        }

        return sum;
    }

    /// <summary>A leaf's addition to a margin, for the row when it is linear.</summary>
    public double LeafValue<T>(int leaf, int margin, ReadOnlySpan<T> row, bool rowsAreSingle)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Tree.LinearLeaves is not { } linearLeaves)
        {
            return LeafValue(leaf, margin);
        }

        LinearLeaf linear = linearLeaves[leaf];
        double sum = linear.Constant;
        for (int i = 0; i < linear.Features.Length; i++)
        {
            double value = double.CreateTruncating(row[linear.Features[i]]);
            value = rowsAreSingle ? (float)value : value;
            if (double.IsNaN(value))
            {
                return LeafValue(leaf, margin);
            }

            sum += linear.Coefficients[i] * value;
        }

        return sum * Tree.Weight;
    }

    private double LeafValue(int leaf, int margin) =>
        (Tree.LeafWidth == 1 ? Tree.LeafValue[leaf] : Tree.LeafValue[(leaf * Tree.LeafWidth) + margin]) * Tree.Weight;

    // Inner nodes, parents before children.
    private static int[] Order(TreeDefinition tree, out int depth)
    {
        depth = 0;
        if (tree.NodeCount == 0)
        {
            return [];
        }

        int[] order = new int[tree.NodeCount];
        int[] depths = new int[tree.NodeCount];
        int count = 1;
        depths[0] = 1;
        for (int i = 0; i < count; i++)
        {
            int node = order[i];
            depth = Math.Max(depth, depths[node]);
            foreach (int child in (ReadOnlySpan<int>)[tree.Left[node], tree.Right[node]])
            {
                if (child >= 0)
                {
                    depths[child] = depths[node] + 1;
                    order[count++] = child;
                }
            }
        }

        return order;
    }

    private void Part(int[] order)
    {
        bool covered = Tree.LeafCover.Length > 0 && Tree.NodeCover.Length == Tree.NodeCount;
        double[] nodes = covered ? Tree.NodeCover : CountLeaves(order);
        foreach (int node in order)
        {
            double cover = nodes[node];
            double left = ChildCover(Tree.Left[node], nodes, covered);
            double right = ChildCover(Tree.Right[node], nodes, covered);

            // A node that no row reached, or whose covers a file left at 0, parts evenly: a contribution is never NaN.
            bool empty = !(cover > 0) || !(left + right > 0);
            Left[node] = empty ? 0.5 : left / cover;
            Right[node] = empty ? 0.5 : right / cover;
        }
    }

    private double ChildCover(int child, double[] nodes, bool covered) =>
        child >= 0 ? nodes[child] : covered ? Tree.LeafCover[~child] : 1;

    private double[] CountLeaves(int[] order)
    {
        double[] leaves = new double[Tree.NodeCount];
        for (int i = order.Length - 1; i >= 0; i--)
        {
            int node = order[i];
            int left = Tree.Left[node];
            int right = Tree.Right[node];
            leaves[node] = (left >= 0 ? leaves[left] : 1) + (right >= 0 ? leaves[right] : 1);
        }

        return leaves;
    }

    // A path holds each feature once, and a root element before them. A feature may be unwound on the way, so the
    // path grows by at most one a level and never beyond the tree's features.
    private int MeasurePath(int[] order)
    {
        HashSet<int> features = [];
        foreach (int node in order)
        {
            features.Add(Tree.Feature[node]);
        }

        long elements = 0;
        for (int level = 0; level <= Depth; level++)
        {
            elements += Math.Min(level, features.Count) + 2;
        }

        return (int)Math.Min(elements, Array.MaxLength);
    }

    private void SpreadFractions(int[] order)
    {
        double[] nodes = new double[Tree.NodeCount];
        if (nodes.Length == 0)
        {
            _leafFraction[0] = 1;
            return;
        }

        nodes[0] = 1;
        foreach (int node in order)
        {
            Spread(Tree.Left[node], nodes[node] * Left[node], nodes);
            Spread(Tree.Right[node], nodes[node] * Right[node], nodes);
        }
    }

    private void Spread(int child, double fraction, double[] nodes)
    {
        if (child >= 0)
        {
            nodes[child] = fraction;
        }
        else
        {
            _leafFraction[~child] = fraction;
        }
    }
}
