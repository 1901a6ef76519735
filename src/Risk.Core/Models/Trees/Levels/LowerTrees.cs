namespace Risk.Models.Trees;

/// <summary>
/// What lies below the top levels of all trees, in nodes of four bytes: the column, the code, and how far behind the children lie. A
/// leaf is its own child; its code is its position in its tree.
/// </summary>
internal sealed class LowerTrees
{
    private const int MaximumDistance = ushort.MaxValue;
    private const int MaximumLeaves = 256;

    private LowerTrees(int treeCount, int levels)
    {
        int padded = (treeCount + LevelSelectKernel.Lanes - 1) / LevelSelectKernel.Lanes * LevelSelectKernel.Lanes;
        Entries = new AlignedArray<int>((long)padded << levels);
        FirstLeaves = new AlignedArray<int>(padded);
        for (long i = 0; i < Entries.Length; i++)
        {
            Entries[i] = ~0;
        }
    }

    /// <summary>For every tree and exit from the top levels, the node where it goes on; below zero the leaf, complemented.</summary>
    internal AlignedArray<int> Entries { get; }

    /// <summary>The first of each tree's leaves.</summary>
    internal AlignedArray<int> FirstLeaves { get; }

    /// <summary>The nodes.</summary>
    internal AlignedArray<uint> Nodes { get; private set; } = new(0);

    /// <summary>For every leaf, its number in its tree's definition, tree by tree.</summary>
    internal int[][] Leaves { get; private set; } = [];

    internal long Bytes => Entries.Bytes + FirstLeaves.Bytes + Nodes.Bytes;

    /// <summary>Lays out a model.</summary>
    /// <returns>Null when a tree is too large; <paramref name="obstacle"/> says so.</returns>
    internal static LowerTrees? TryCreate(
        TreeEnsembleDefinition definition, ByteColumnsBuilder columns, LevelTable top, int levels, out string? obstacle)
    {
        obstacle = null;
        var lower = new LowerTrees(definition.Trees.Length, levels);
        var nodes = new List<uint> { Node(columns.ColumnCount, 0, 0) };
        var leaves = new int[definition.Trees.Length][];
        int firstLeaf = 0;
        for (int tree = 0; tree < leaves.Length; tree++)
        {
            lower.FirstLeaves[tree] = firstLeaf;
            if (lower.Add(definition.Trees[tree], columns, top.Exits[tree], (long)tree << levels, firstLeaf, nodes) is not { } order)
            {
                obstacle = $"tree {tree} has more than {MaximumLeaves} leaves below its top levels";
                return null;
            }

            leaves[tree] = order;
            firstLeaf += order.Length;
        }

        lower.Leaves = leaves;
        lower.Nodes = AlignedArray<uint>.From(nodes);
        return lower;
    }

    // Level by level from the exits. Leaves below come first, because their position must fit into a code; then those of the top levels.
    private int[]? Add(TreeDefinition tree, ByteColumnsBuilder columns, int[] exits, long firstEntry, int firstLeaf, List<uint> nodes)
    {
        int first = nodes.Count;
        var order = new List<int>();
        var leaves = new List<int>();
        for (int exit = 0; exit < exits.Length; exit++)
        {
            if (exits[exit] < 0)
                continue;

            Entries[firstEntry + exit] = first + order.Count;
            order.Add(exits[exit]);
        }

        for (int i = 0; i < order.Count; i++)
        {
            int node = order[i];
            if (node < 0)
            {
                if (leaves.Count == MaximumLeaves)
                    return null;
                nodes.Add(Node(columns.ColumnCount, leaves.Count, 0));
                leaves.Add(~node);
                continue;
            }

            int distance = order.Count - i;
            if (distance > MaximumDistance)
                return null;
            ColumnPlace place = columns.Place(tree, node);
            nodes.Add(Node(place.Column, place.Code, distance));
            order.Add(place.IsMirrored ? tree.Right[node] : tree.Left[node]);
            order.Add(place.IsMirrored ? tree.Left[node] : tree.Right[node]);
        }

        AddTopLeaves(exits, firstEntry, firstLeaf, leaves);
        return [.. leaves];
    }

    // A leaf above the exits is left by several of them, which follow each other.
    private void AddTopLeaves(int[] exits, long firstEntry, int firstLeaf, List<int> leaves)
    {
        int last = -1;
        for (int exit = 0; exit < exits.Length; exit++)
        {
            if (exits[exit] >= 0)
                continue;

            if (last < 0 || exits[exit] != ~last)
            {
                last = ~exits[exit];
                leaves.Add(last);
            }

            Entries[firstEntry + exit] = ~(firstLeaf + leaves.Count - 1);
        }
    }

    private static uint Node(int column, int code, int distance) => (uint)column << 24 | (uint)code << 16 | (uint)distance;
}
