namespace Risk.Models.Trees;

/// <summary>The nodes of all trees, each tree level by level, children side by side, every leaf its own child.</summary>
internal sealed unsafe class KeyedTrees<TNode, TKey>
    where TNode : unmanaged, IKeyedNode<TNode, TKey>
    where TKey : unmanaged
{
    private KeyedTrees(TreeEnsembleDefinition definition, long nodeCount)
    {
        Nodes = new AlignedArray<TNode>(nodeCount + 1);
        Roots = new int[definition.Trees.Length];
    }

    /// <summary>The nodes; the last is a leaf that belongs to no tree.</summary>
    internal AlignedArray<TNode> Nodes { get; }

    /// <summary>The first node of every tree.</summary>
    internal int[] Roots { get; }

    /// <summary>Lays out a model.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="slots">Its slots.</param>
    /// <param name="global">Leaves count through the whole model, instead of through their tree.</param>
    /// <param name="obstacle">Why that isn't possible.</param>
    internal static KeyedTrees<TNode, TKey>? TryCreate(TreeEnsembleDefinition definition, KeySlots slots, bool global, out string? obstacle)
    {
        obstacle = null;
        long count = 0;
        foreach (TreeDefinition tree in definition.Trees)
        {
            count += tree.NodeCount + tree.LeafCount;
        }

        if (count >= Array.MaxLength)
            obstacle = $"it has {count} nodes";
        else if (slots.Count - 1 > TNode.MaximumSlot)
            obstacle = $"its nodes need {slots.Count} keys, and at most {TNode.MaximumSlot + 1} have a number";
        if (obstacle is not null)
            return null;

        var trees = new KeyedTrees<TNode, TKey>(definition, count);
        int next = 0;
        int leaves = 0;
        for (int i = 0; i < definition.Trees.Length; i++)
        {
            TreeDefinition tree = definition.Trees[i];
            trees.Roots[i] = next;
            if (!trees.Add(tree, slots, next, global ? leaves : 0))
            {
                obstacle = $"the levels of tree {i} are too wide";
                return null;
            }

            next += tree.NodeCount + tree.LeafCount;
            leaves += tree.LeafCount;
        }

        return trees;
    }

    private bool Add(TreeDefinition tree, KeySlots slots, int root, int firstLeaf)
    {
        var order = new List<int>(tree.NodeCount + tree.LeafCount) { tree.NodeCount == 0 ? ~0 : 0 };
        for (int i = 0; i < order.Count; i++)
        {
            int node = order[i];
            if (node < 0)
            {
                Nodes[root + i] = TNode.Create(TNode.KeyOf(firstLeaf + ~node), 0, 0);
                continue;
            }

            int distance = order.Count - i;
            if (distance > TNode.MaximumDistance)
                return false;

            int slot = slots.Place<TNode, TKey>(tree, node, out TKey threshold, out bool mirrored);
            Nodes[root + i] = TNode.Create(threshold, slot, distance);
            order.Add(mirrored ? tree.Right[node] : tree.Left[node]);
            order.Add(mirrored ? tree.Left[node] : tree.Right[node]);
        }

        return true;
    }
}
