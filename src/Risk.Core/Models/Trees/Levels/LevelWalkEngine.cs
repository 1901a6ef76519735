using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>
/// Trees of any depth whose features have few distinct thresholds (boosters cut features into at most 255 bins): the top levels by
/// <see cref="LevelSelectKernel"/>, what lies below by <see cref="LevelWalkKernel"/>, leaf values added in file order.
/// </summary>
/// <typeparam name="TLookup">For the number of columns, and one.</typeparam>
/// <typeparam name="TLeaf">The precision of addition: float or double.</typeparam>
/// <remarks>Unsafe reads: columns, slots, nodes and leaves are laid out by the builders; an exit has as many bits as there are top levels.</remarks>
internal sealed unsafe class LevelWalkEngine<TLookup, TLeaf> : ITreeDoubleEngine
    where TLookup : struct, IColumnLookup
    where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
{
    // Trees that are walked before their leaves are added: the lists take 8 kB of stack.
    private const int ChunkTrees = 512;

    // Steps between looks for finished trees. One to four measure alike: a look costs about a step.
    private const int BurstLevels = 2;


    private readonly LeafTable _leafTable;
    private readonly ByteColumns _columns;
    private readonly LevelTable _levels;
    private readonly LowerTrees _lower;
    private readonly AlignedArray<TLeaf> _leaves;
    private readonly AlignedArray<int> _leafNumbers;
    private readonly int _treeCount;

    internal LevelWalkEngine(TreeEnsembleDefinition definition, ByteColumnsBuilder columns, LevelTable levels, LowerTrees lower)
    {
        _leafTable = new LeafTable(definition);
        _columns = columns.Build();
        _levels = levels;
        _lower = lower;
        _treeCount = definition.Trees.Length;
        long count = lower.Leaves.Sum(static leaves => (long)leaves.Length);
        _leaves = new AlignedArray<TLeaf>(_leafTable.IsPlainSum ? count : 0);
        _leafNumbers = new AlignedArray<int>(_leafTable.IsPlainSum ? 0 : count);
        long next = 0;
        for (int tree = 0; tree < _treeCount; tree++)
        {
            foreach (int leaf in lower.Leaves[tree])
            {
                if (_leafTable.IsPlainSum)
                    _leaves[next++] = TLeaf.CreateTruncating(_leafTable.Value(tree, leaf));
                else
                    _leafNumbers[next++] = leaf;
            }
        }
    }

    public string Name => LevelWalk.EngineName;

    public long MemoryBytes => _columns.Bytes + _levels.Slots.Bytes + _lower.Bytes + _leaves.Bytes + _leafNumbers.Bytes;

    [SkipLocalsInit]
    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins)
    {
        byte* buffer = stackalloc byte[LevelSelect.BufferBytes];
        byte* columns = LevelSelect.Align(buffer);
        fixed (float* values = row)
        {
            _columns.Fill(values, columns);
            Evaluate(columns, values, margins);
        }

        GC.KeepAlive(this);
    }

    [SkipLocalsInit]
    public void PredictMargin(ReadOnlySpan<double> row, Span<double> margins)
    {
        byte* buffer = stackalloc byte[LevelSelect.BufferBytes];
        byte* columns = LevelSelect.Align(buffer);
        fixed (double* values = row)
        {
            _columns.Fill(values, columns);
            Evaluate(columns, values, margins);
        }

        GC.KeepAlive(this);
    }

    private void Evaluate<TRow>(byte* columns, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        columns[_columns.Count] = 0;
        if (_leafTable.IsPlainSum)
            margins[0] = _leafTable.PlainFinish(Sum(columns));
        else
            Aggregate(columns, row, margins);
    }

    [SkipLocalsInit]
    private double Sum(byte* columns)
    {
        int* states = stackalloc int[ChunkTrees];
        TLeaf sum = TLeaf.CreateTruncating(_leafTable.PlainStart);
        TLeaf* leaves = _leaves.Pointer;
        for (int first = 0; first < _treeCount; first += ChunkTrees)
        {
            int count = Math.Min(ChunkTrees, _treeCount - first);
            Find(columns, first, count, states);
            for (int tree = 0; tree < count; tree++)
            {
                sum += leaves[~states[tree]];
            }
        }

        return double.CreateTruncating(sum);
    }

    [SkipLocalsInit]
    private void Aggregate<TRow>(byte* columns, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        int* states = stackalloc int[ChunkTrees];
        _leafTable.Start(margins);
        for (int first = 0; first < _treeCount; first += ChunkTrees)
        {
            int count = Math.Min(ChunkTrees, _treeCount - first);
            Find(columns, first, count, states);
            for (int tree = 0; tree < count; tree++)
            {
                states[tree] = _leafNumbers.Pointer[~states[tree]];
            }

            _leafTable.Add(first, new ReadOnlySpan<int>(states, count), row, margins);
        }

        _leafTable.Finish(margins);
    }

    // The leaves of a chunk of trees, complemented. Lists have room for the lanes that a vector writes behind their end.
    [SkipLocalsInit]
    private void Find(byte* columns, int firstTree, int count, int* states)
    {
        const int ListLength = ChunkTrees + LevelWalkKernel.Lanes;
        int* nodes = stackalloc int[ListLength];
        int* trees = stackalloc int[ListLength];
        int* leaves = stackalloc int[ListLength];
        int* done = stackalloc int[ListLength];
        byte* exits = stackalloc byte[ChunkTrees];
        byte* slots = _levels.Slots.Pointer + (long)(firstTree / LevelSelectKernel.Lanes) * _levels.GroupBytes;
        for (int tree = 0; tree < count; tree += LevelSelectKernel.Lanes)
        {
            LevelSelectKernel.Select<SelectDepth6, TLookup>(slots, columns, exits + tree);
            slots += _levels.GroupBytes;
        }

        int* entries = _lower.Entries.Pointer + ((long)firstTree << LevelWalk.Levels);
        int left = LevelWalkKernel.Enter(entries, LevelWalk.Levels, exits, count, states, nodes, trees);
        int* firstLeaves = _lower.FirstLeaves.Pointer + firstTree;
        while (left > 0)
        {
            int before = left;
            left = LevelWalkKernel.Walk<TLookup>((int*)_lower.Nodes.Pointer, columns, BurstLevels, nodes, trees, left, leaves, done);
            for (int i = 0; i < before - left; i++)
            {
                states[done[i]] = ~(firstLeaves[done[i]] + leaves[i]);
            }
        }
    }
}
