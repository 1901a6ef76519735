using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>
/// Any ensemble, eight trees in lock-step: see <see cref="InterleavedKernel{TNode, TKey}"/>. The row becomes integers first, which
/// settles missing values, categories and NaN before the first step. Trees that are deeper than their mean path are walked in bursts, and
/// only the unfinished ones go on. Leaf values are added in file order at the end.
/// </summary>
/// <typeparam name="TNode">The node: narrow or wide.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
/// <typeparam name="TLeaf">The precision of addition: float or double.</typeparam>
internal sealed unsafe class InterleavedEngine<TNode, TKey, TLeaf> : ITreeDoubleEngine
    where TNode : unmanaged, IKeyedNode<TNode, TKey>
    where TKey : unmanaged
    where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
{
    // Trees that are walked before their leaves are added: 2 kB of states, and as much of list.
    private const int ChunkTrees = 512;

    private const int StackBytes = 8_192;

    private readonly LeafTable _leafTable;
    private readonly KeySlots _slots;
    private readonly AlignedArray<TNode> _nodes;
    private readonly AlignedArray<int> _roots;
    private readonly AlignedArray<TLeaf> _leaves;
    private readonly int _treeCount;
    private readonly int _levels;
    private readonly bool _isFixed;

    internal InterleavedEngine(string name, TreeEnsembleDefinition definition, LeafTable leafTable, KeySlots slots, KeyedTrees<TNode, TKey> trees)
    {
        Name = name;
        _leafTable = leafTable;
        _slots = slots;
        _nodes = trees.Nodes;
        _treeCount = trees.Roots.Length;
        _roots = new AlignedArray<int>((_treeCount + Lanes - 1) / Lanes * Lanes);
        for (int i = 0; i < _roots.Length; i++)
        {
            _roots[i] = i < _treeCount ? trees.Roots[i] : (int)_nodes.Length - 1;
        }

        TreePaths paths = TreePaths.Of(definition);
        _levels = paths.FirstLevels(Interleaved.BurstLevels);
        _isFixed = _levels == paths.Depth;
        _leaves = leafTable.IsPlainSum ? Leaves(definition) : new AlignedArray<TLeaf>(0);
    }

    public string Name { get; }

    public long MemoryBytes => _slots.Bytes + _nodes.Bytes + _roots.Bytes + _leaves.Bytes;

    private static int Lanes => InterleavedKernel<TNode, TKey>.Lanes;

    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins)
    {
        fixed (float* values = row)
            Score(values, margins);
        GC.KeepAlive(this);
    }

    public void PredictMargin(ReadOnlySpan<double> row, Span<double> margins)
    {
        fixed (double* values = row)
            Score(values, margins);
        GC.KeepAlive(this);
    }

    [SkipLocalsInit]
    private void Score<TRow>(TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        if (_slots.Count * (long)sizeof(TKey) <= StackBytes)
        {
            byte* stack = stackalloc byte[StackBytes + AlignedArray<byte>.Alignment];
            Score(row, (TKey*)LevelSelect.Align(stack), margins);
            return;
        }

        TKey[] rented = ArrayPool<TKey>.Shared.Rent(_slots.Count);
        fixed (TKey* keys = rented)
            Score(row, keys, margins);
        ArrayPool<TKey>.Shared.Return(rented);
    }

    private void Score<TRow>(TRow* row, TKey* keys, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        _slots.Fill<TRow, TNode, TKey>(row, keys);
        if (_leafTable.IsPlainSum)
            margins[0] = _leafTable.PlainFinish(Sum(keys));
        else
            Aggregate(row, keys, margins);
    }

    [SkipLocalsInit]
    private double Sum(TKey* keys)
    {
        int* states = stackalloc int[ChunkTrees + 1];
        TNode* nodes = _nodes.Pointer;
        TLeaf* leaves = _leaves.Pointer;
        TLeaf sum = TLeaf.CreateTruncating(_leafTable.PlainStart);
        for (int first = 0; first < _treeCount; first += ChunkTrees)
        {
            int count = Math.Min(ChunkTrees, _treeCount - first);
            Walk(first, count, keys, states);
            for (int tree = 0; tree < count; tree++)
            {
                sum += leaves[TNode.Leaf(nodes + states[tree])];
            }
        }

        return double.CreateTruncating(sum);
    }

    [SkipLocalsInit]
    private void Aggregate<TRow>(TRow* row, TKey* keys, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        int* states = stackalloc int[ChunkTrees + 1];
        TNode* nodes = _nodes.Pointer;
        _leafTable.Start(margins);
        for (int first = 0; first < _treeCount; first += ChunkTrees)
        {
            int count = Math.Min(ChunkTrees, _treeCount - first);
            Walk(first, count, keys, states);
            for (int tree = 0; tree < count; tree++)
            {
                states[tree] = TNode.Leaf(nodes + states[tree]);
            }

            _leafTable.Add(first, new ReadOnlySpan<int>(states, count), row, margins);
        }

        _leafTable.Finish(margins);
    }

    // A chunk is a whole number of groups, so that only the last group of the last chunk has lanes without a tree.
    [SkipLocalsInit]
    private void Walk(int first, int count, TKey* keys, int* states)
    {
        TNode* nodes = _nodes.Pointer;
        InterleavedKernel<TNode, TKey>.Descend(nodes, keys, _roots.Pointer + first, count, _levels, states);
        if (_isFixed)
            return;

        int* unfinished = stackalloc int[ChunkTrees + InterleavedKernel<TNode, TKey>.Lanes];
        states[ChunkTrees] = (int)_nodes.Length - 1;
        int left = InterleavedKernel<TNode, TKey>.Collect(nodes, states, count, unfinished);
        while (left > 0)
        {
            left = InterleavedKernel<TNode, TKey>.Advance(nodes, keys, states, unfinished, left, Interleaved.BurstLevels, ChunkTrees);
        }
    }

    private AlignedArray<TLeaf> Leaves(TreeEnsembleDefinition definition)
    {
        var leaves = new AlignedArray<TLeaf>(definition.Trees.Sum(static tree => (long)tree.LeafCount));
        long next = 0;
        for (int tree = 0; tree < definition.Trees.Length; tree++)
        {
            for (int leaf = 0; leaf < definition.Trees[tree].LeafCount; leaf++)
            {
                leaves[next++] = TLeaf.CreateTruncating(_leafTable.Value(tree, leaf));
            }
        }

        return leaves;
    }
}
