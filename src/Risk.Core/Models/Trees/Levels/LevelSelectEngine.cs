using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>
/// Trees of at most six levels, 64 at a time: <see cref="LevelSelectKernel"/> finds each tree's leaf, and the leaf's value is added in file
/// order. The whole model is a few hundred bytes a tree and is read from front to back.
/// </summary>
/// <typeparam name="TDepth">The levels of the deepest tree.</typeparam>
/// <typeparam name="TLookup">For the number of columns.</typeparam>
/// <typeparam name="TLeaf">The precision of addition: float or double.</typeparam>
/// <remarks>Unsafe reads: columns, slots and leaves are laid out by the constructor; an index has as many bits as the leaves of a tree have.</remarks>
internal sealed unsafe class LevelSelectEngine<TDepth, TLookup, TLeaf> : ITreeDoubleEngine
    where TDepth : struct, ISelectDepth
    where TLookup : struct, IColumnLookup
    where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
{
    private readonly LeafTable _leafTable;
    private readonly ByteColumns _columns;
    private readonly LevelTable _levels;
    private readonly AlignedArray<TLeaf> _leaves;
    private readonly AlignedArray<int> _leafIndices;
    private readonly int _treeCount;

    internal LevelSelectEngine(TreeEnsembleDefinition definition, ByteColumnsBuilder columns)
    {
        _leafTable = new LeafTable(definition);
        _columns = columns.Build();
        _levels = new LevelTable(definition, columns, TDepth.Levels);
        _treeCount = definition.Trees.Length;
        long length = (long)_treeCount << TDepth.Levels;
        _leaves = new AlignedArray<TLeaf>(_leafTable.IsPlainSum ? length : 0);
        _leafIndices = new AlignedArray<int>(_leafTable.IsPlainSum ? 0 : length);
        for (int tree = 0; tree < _treeCount; tree++)
        {
            SetLeaves(tree, _levels.Exits[tree]);
        }
    }

    public string Name => LevelSelect.EngineName;

    public long MemoryBytes => _columns.Bytes + _levels.Slots.Bytes + _leaves.Bytes + _leafIndices.Bytes;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Evaluate<TRow>(byte* columns, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        if (_leafTable.IsPlainSum)
            margins[0] = _leafTable.PlainFinish(Sum(columns));
        else
            Aggregate(columns, row, margins);
    }

    [SkipLocalsInit]
    private double Sum(byte* columns)
    {
        byte* exits = stackalloc byte[LevelSelectKernel.Lanes];
        TLeaf sum = TLeaf.CreateTruncating(_leafTable.PlainStart);
        byte* slots = _levels.Slots.Pointer;
        TLeaf* leaves = _leaves.Pointer;
        for (int tree = 0; tree < _treeCount; tree += LevelSelectKernel.Lanes)
        {
            LevelSelectKernel.Select<TDepth, TLookup>(slots, columns, exits);
            sum = AddLeaves(sum, leaves, exits, Math.Min(LevelSelectKernel.Lanes, _treeCount - tree));
            slots += _levels.GroupBytes;
            leaves += LevelSelectKernel.Lanes << TDepth.Levels;
        }

        return double.CreateTruncating(sum);
    }

    private static TLeaf AddLeaves(TLeaf sum, TLeaf* leaves, byte* exits, int count)
    {
        int width = 1 << TDepth.Levels;
        byte* end = exits + count;
        for (; exits <= end - 4; exits += 4, leaves += 4 * width)
        {
            sum += leaves[exits[0]];
            sum += leaves[exits[1] + width];
            sum += leaves[exits[2] + 2 * width];
            sum += leaves[exits[3] + 3 * width];
        }

        for (; exits < end; exits++, leaves += width)
        {
            sum += leaves[exits[0]];
        }

        return sum;
    }

    [SkipLocalsInit]
    private void Aggregate<TRow>(byte* columns, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        byte* exits = stackalloc byte[LevelSelectKernel.Lanes];
        Span<int> leaves = stackalloc int[LevelSelectKernel.Lanes];
        byte* slots = _levels.Slots.Pointer;
        int* indices = _leafIndices.Pointer;
        _leafTable.Start(margins);
        for (int tree = 0; tree < _treeCount; tree += LevelSelectKernel.Lanes)
        {
            LevelSelectKernel.Select<TDepth, TLookup>(slots, columns, exits);
            int count = Math.Min(LevelSelectKernel.Lanes, _treeCount - tree);
            for (int i = 0; i < count; i++, indices += 1 << TDepth.Levels)
            {
                leaves[i] = indices[exits[i]];
            }

            _leafTable.Add(tree, leaves[..count], row, margins);
            slots += _levels.GroupBytes;
        }

        _leafTable.Finish(margins);
    }

    private void SetLeaves(int tree, int[] exits)
    {
        long first = (long)tree << TDepth.Levels;
        for (int i = 0; i < exits.Length; i++)
        {
            if (_leafTable.IsPlainSum)
                _leaves[first + i] = TLeaf.CreateTruncating(_leafTable.Value(tree, ~exits[i]));
            else
                _leafIndices[first + i] = ~exits[i];
        }
    }
}
