namespace Risk.Models.Trees;

/// <summary>
/// All nodes of a model as <see cref="SelectStep"/>s, tree by tree, children before parents. The first slots hold the numbers of leaves; a node's
/// result takes a free slot behind them and gives back those of its children.
/// </summary>
internal sealed class SelectProgram
{
    /// <summary>The rows of a slot.</summary>
    internal const int Lanes = 64;

    /// <summary>The most leaves that a byte can number.</summary>
    internal const int MaximumLeaves = 256;

    private readonly ByteColumnsBuilder _columns;
    private readonly List<SelectStep> _steps = [];
    private readonly Stack<int> _freeSlots = [];

    private SelectProgram(ByteColumnsBuilder columns, int leafSlots)
    {
        _columns = columns;
        LeafSlots = leafSlots;
        SlotCount = leafSlots;
    }

    /// <summary>The slots of leaves.</summary>
    internal int LeafSlots { get; }

    /// <summary>All slots.</summary>
    internal int SlotCount { get; private set; }

    /// <summary>The steps.</summary>
    internal AlignedArray<SelectStep> Steps { get; private set; } = new(0);

    /// <summary>The end of each tree's steps.</summary>
    internal int[] Ends { get; private set; } = [];

    /// <summary>The slot, in bytes, where each tree's leaf is told.</summary>
    internal int[] Results { get; private set; } = [];

    /// <summary>Writes the program of a model.</summary>
    /// <returns>Null when a tree has too many leaves.</returns>
    internal static SelectProgram? TryCreate(TreeEnsembleDefinition definition, ByteColumnsBuilder columns)
    {
        int leaves = definition.Trees.Select(static tree => tree.LeafCount).DefaultIfEmpty().Max();
        if (leaves > MaximumLeaves)
            return null;

        var program = new SelectProgram(columns, leaves)
        {
            Ends = new int[definition.Trees.Length],
            Results = new int[definition.Trees.Length],
        };
        for (int i = 0; i < definition.Trees.Length; i++)
        {
            TreeDefinition tree = definition.Trees[i];
            int result = tree.NodeCount == 0 ? 0 : program.Add(tree, 0, Sizes(tree));
            program.Release(result);
            program.Ends[i] = program._steps.Count;
            program.Results[i] = result * Lanes;
        }

        program.Steps = AlignedArray<SelectStep>.From(program._steps);
        return program;
    }

    // The larger child first: so there are never more results waiting than the logarithm of the leaves, and slots stay in the
    // first-level cache. Recursion is as deep as the tree, which has at most 255 nodes.
    private int Add(TreeDefinition tree, int node, int[] sizes)
    {
        if (node < 0)
            return ~node;

        ColumnPlace place = _columns.Place(tree, node);
        int left = place.IsMirrored ? tree.Right[node] : tree.Left[node];
        int right = place.IsMirrored ? tree.Left[node] : tree.Right[node];
        bool rightFirst = Size(right, sizes) > Size(left, sizes);
        int first = Add(tree, rightFirst ? right : left, sizes);
        int second = Add(tree, rightFirst ? left : right, sizes);
        Release(first);
        Release(second);
        int target = _freeSlots.Count > 0 ? _freeSlots.Pop() : SlotCount++;
        _steps.Add(new SelectStep
        {
            Code = place.Code * 0x0101_0101u,
            Column = (ushort)(place.Column * Lanes),
            Left = checked((ushort)((rightFirst ? second : first) * Lanes)),
            Right = checked((ushort)((rightFirst ? first : second) * Lanes)),
            Target = checked((ushort)(target * Lanes)),
        });
        return target;
    }

    private void Release(int slot)
    {
        if (slot >= LeafSlots)
            _freeSlots.Push(slot);
    }

    private static int Size(int node, int[] sizes) => node < 0 ? 0 : sizes[node];

    private static int[] Sizes(TreeDefinition tree)
    {
        var sizes = new int[tree.NodeCount];
        Measure(tree, 0, sizes);
        return sizes;
    }

    private static int Measure(TreeDefinition tree, int node, int[] sizes) =>
        node < 0 ? 0 : sizes[node] = 1 + Measure(tree, tree.Left[node], sizes) + Measure(tree, tree.Right[node], sizes);
}
