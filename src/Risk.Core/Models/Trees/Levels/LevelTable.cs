namespace Risk.Models.Trees;

/// <summary>The top levels of all trees as <see cref="LevelSelectKernel"/> reads them, and where each tree goes on below.</summary>
internal sealed class LevelTable
{
    private readonly int _levels;
    private readonly int _slotsPerGroup;

    internal LevelTable(TreeEnsembleDefinition definition, ByteColumnsBuilder columns, int levels)
    {
        _levels = levels;
        _slotsPerGroup = (1 << levels) - 1;
        GroupCount = (definition.Trees.Length + LevelSelectKernel.Lanes - 1) / LevelSelectKernel.Lanes;
        Slots = new AlignedArray<byte>((long)GroupCount * GroupBytes);
        Exits = new int[definition.Trees.Length][];
        for (int tree = 0; tree < Exits.Length; tree++)
        {
            Exits[tree] = Add(definition.Trees[tree], tree, columns);
        }
    }

    /// <summary>The groups of 64 trees.</summary>
    internal int GroupCount { get; }

    /// <summary>The bytes of a group.</summary>
    internal int GroupBytes => _slotsPerGroup * LevelSelectKernel.SlotBytes;

    /// <summary>The slots, group by group.</summary>
    internal AlignedArray<byte> Slots { get; }

    /// <summary>For every tree and index, the node below the top levels; below zero a leaf.</summary>
    internal int[][] Exits { get; }

    // Level by level. Below a leaf every node has the code 255, which nothing exceeds: the row goes left, to the same leaf.
    private int[] Add(TreeDefinition tree, int position, ByteColumnsBuilder columns)
    {
        int[] nodes = [tree.NodeCount == 0 ? ~0 : 0];
        int slot = 0;
        for (int level = 0; level < _levels; level++)
        {
            var below = new int[nodes.Length * 2];
            for (int i = 0; i < nodes.Length; i++, slot++)
            {
                int node = nodes[i];
                if (node < 0)
                {
                    Set(position, slot, 0, byte.MaxValue);
                    below[2 * i] = node;
                    below[2 * i + 1] = node;
                    continue;
                }

                ColumnPlace place = columns.Place(tree, node);
                Set(position, slot, place.Column, place.Code);
                below[2 * i] = place.IsMirrored ? tree.Right[node] : tree.Left[node];
                below[2 * i + 1] = place.IsMirrored ? tree.Left[node] : tree.Right[node];
            }

            nodes = below;
        }

        return nodes;
    }

    private void Set(int tree, int slot, byte column, byte code)
    {
        long first = (long)(tree / LevelSelectKernel.Lanes) * GroupBytes + slot * LevelSelectKernel.SlotBytes + tree % LevelSelectKernel.Lanes;
        Slots[first] = column;
        Slots[first + LevelSelectKernel.Lanes] = code;
    }
}
