using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>A tree with what explanations need of its training covers: everything that doesn't depend on the row.</summary>
internal sealed class ExplainedTree
{
    private readonly double[] _leafShares;

    /// <summary>Prepares a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="slots">The position of each feature among those the ensemble tests.</param>
    public ExplainedTree(TreeDefinition tree, int[] slots)
    {
        Tree = tree;
        int[] order = Order(tree);
        Nodes = new ExplainedNode[order.Length];
        _leafShares = new double[tree.LeafCount];
        LeafValues = Array.ConvertAll(tree.LeafValue, value => value * tree.Weight);
        double[] covers = FindCovers(order);
        int[] numbers = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            numbers[order[i]] = i;
        }

        for (int i = 0; i < order.Length; i++)
        {
            Nodes[i] = Describe(order[i], numbers, covers, slots);
        }

        PathFeatures = FindAncestors();
        SpreadShares();
    }

    public TreeDefinition Tree { get; }

    /// <summary>The inner nodes, parents before children.</summary>
    public ExplainedNode[] Nodes { get; }

    /// <summary>The leaves' values times the tree's weight.</summary>
    public double[] LeafValues { get; }

    /// <summary>The most different features on a way to a leaf.</summary>
    public int PathFeatures { get; }

    /// <summary>The mean of the leaves by the parts of training rows that reach them.</summary>
    public double Expected(ReadOnlySpan<double> leafValues, int width, int margin)
    {
        double sum = 0;
        for (int leaf = 0; leaf < _leafShares.Length; leaf++)
        {
            sum += _leafShares[leaf] * leafValues[(leaf * width) + margin];
        }

        return sum;
    }

    // Breadth first: without recursion, and neighbours in memory stay neighbours.
    private static int[] Order(TreeDefinition tree)
    {
        int[] order = new int[tree.NodeCount];
        int count = tree.NodeCount == 0 ? 0 : 1;
        for (int i = 0; i < count; i++)
        {
            int left = tree.Left[order[i]];
            int right = tree.Right[order[i]];
            if (left >= 0)
            {
                order[count++] = left;
            }

            if (right >= 0)
            {
                order[count++] = right;
            }
        }

        return order;
    }

    // The file's covers; without them every leaf counts 1.
    private double[] FindCovers(int[] order)
    {
        if (HasCovers)
        {
            return Tree.NodeCover;
        }

        double[] covers = new double[Tree.NodeCount];
        for (int i = order.Length - 1; i >= 0; i--)
        {
            int node = order[i];
            covers[node] = Cover(Tree.Left[node], covers) + Cover(Tree.Right[node], covers);
        }

        return covers;
    }

    private bool HasCovers => Tree.LeafCover.Length > 0 && Tree.NodeCover.Length == Tree.NodeCount;

    private double Cover(int child, double[] covers) => child >= 0 ? covers[child] : HasCovers ? Tree.LeafCover[~child] : 1;

    private ExplainedNode Describe(int source, int[] numbers, double[] covers, int[] slots)
    {
        int left = Tree.Left[source];
        int right = Tree.Right[source];
        double leftCover = Cover(left, covers);
        double bothCovers = leftCover + Cover(right, covers);
        ExplainedTest test = FindTest(source, out double threshold, out bool isNaNLeft);
        return new ExplainedNode
        {
            Threshold = threshold,

            // Where no training row came along, both ways are as likely: a contribution is never NaN.
            LeftShare = bothCovers > 0 && double.IsFinite(bothCovers) ? leftCover / bothCovers : 0.5,
            Reach = 1,
            Slot = slots[Tree.Feature[source]],
            Left = left >= 0 ? numbers[left] : Nodes.Length + ~left,
            Right = right >= 0 ? numbers[right] : Nodes.Length + ~right,
            Source = source,
            Test = test,
            NaNLeft = isNaNLeft ? (byte)1 : (byte)0,
            LeftOfAncestor = 1,
        };
    }

    private ExplainedTest FindTest(int source, out double threshold, out bool isNaNLeft)
    {
        SplitKind kind = Tree.Kind[source];
        threshold = Tree.Threshold[source];
        isNaNLeft = Tree.DefaultLeft[source];
        if (kind is not SplitKind.Less and not SplitKind.LessOrEqual)
        {
            return ExplainedTest.Other;
        }

        bool isZeroLeft = kind == SplitKind.Less ? threshold > 0 : threshold >= 0;
        threshold = kind == SplitKind.Less ? Math.BitDecrement(threshold) : threshold;
        isNaNLeft = Tree.Missing[source] switch
        {
            MissingKind.NaNIsZero => isZeroLeft,
            MissingKind.Compared => false,
            _ => isNaNLeft,
        };
        return Tree.Missing[source] == MissingKind.ZeroOrNaN ? ExplainedTest.ZeroIsMissing : ExplainedTest.Plain;
    }

    // Walks down with the last node of each feature on the way. Depth first by an explicit stack, which undoes what it leaves.
    private int FindAncestors()
    {
        Dictionary<int, (int Node, bool IsLeft)> last = [];
        Stack<(int Node, bool IsLeft, bool Leaves)> pending = new();
        Stack<(int Slot, (int Node, bool IsLeft)? Before)> undo = new();
        int most = 0;
        if (Nodes.Length > 0)
        {
            pending.Push((0, false, false));
            pending.Push((0, true, false));
        }

        while (pending.TryPop(out (int Node, bool IsLeft, bool Leaves) edge))
        {
            ref ExplainedNode node = ref Nodes[edge.Node];
            if (edge.Leaves)
            {
                (int slot, (int Node, bool IsLeft)? before) = undo.Pop();
                if (before is { } entry)
                {
                    last[slot] = entry;
                }
                else
                {
                    last.Remove(slot);
                }

                continue;
            }

            undo.Push((node.Slot, last.TryGetValue(node.Slot, out (int Node, bool IsLeft) known) ? known : null));
            last[node.Slot] = (edge.Node, edge.IsLeft);
            most = Math.Max(most, last.Count);
            pending.Push((edge.Node, edge.IsLeft, true));
            int child = edge.IsLeft ? node.Left : node.Right;
            if (child < Nodes.Length)
            {
                Link(child, last);
                pending.Push((child, false, false));
                pending.Push((child, true, false));
            }
        }

        return most;
    }

    private void Link(int child, Dictionary<int, (int Node, bool IsLeft)> last)
    {
        ref ExplainedNode node = ref Nodes[child];
        if (last.TryGetValue(node.Slot, out (int Node, bool IsLeft) ancestor))
        {
            ExplainedNode above = Nodes[ancestor.Node];
            node.Ancestor = ancestor.Node + 1;
            node.LeftOfAncestor = ancestor.IsLeft ? (byte)1 : (byte)0;
            node.Reach = above.Reach * (ancestor.IsLeft ? above.LeftShare : 1 - above.LeftShare);
        }
    }

    private void SpreadShares()
    {
        if (Nodes.Length == 0)
        {
            _leafShares[0] = 1;
            return;
        }

        double[] shares = new double[Nodes.Length];
        shares[0] = 1;
        for (int i = 0; i < Nodes.Length; i++)
        {
            ExplainedNode node = Nodes[i];
            Spread(node.Left, shares[i] * node.LeftShare, shares);
            Spread(node.Right, shares[i] * (1 - node.LeftShare), shares);
        }
    }

    private void Spread(int child, double share, double[] shares)
    {
        if (child < shares.Length)
        {
            shares[child] = share;
        }
        else
        {
            _leafShares[child - shares.Length] = share;
        }
    }
}
