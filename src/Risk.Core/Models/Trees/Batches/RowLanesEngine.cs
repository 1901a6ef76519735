using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// 64 rows at a time, a row in every byte of a vector. A node is a load, a comparison and a select for all 64: see <see cref="SelectStep"/>. Every node
/// of a tree is evaluated, children before parents, which leaves the number of each row's leaf; leaf values are added row by row in file order.
/// Nothing branches on data and nothing is gathered but the leaves.
/// </summary>
/// <typeparam name="TLeaf">The precision of addition: float or double.</typeparam>
/// <remarks>Unsafe reads: columns, slots and leaves are laid out by the builder. Lanes without a row hold anything: any byte leads to a leaf.</remarks>
internal sealed unsafe class RowLanesEngine<TLeaf> : ITreeBatchEngine
    where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
{
    private const int Lanes = SelectProgram.Lanes;

    private readonly LeafTable _leafTable;
    private readonly ByteColumns _columns;
    private readonly SelectProgram _program;
    private readonly AlignedArray<TLeaf> _leaves;
    private readonly TLeaf[] _starts;
    private readonly TreeDefinition[] _trees;
    private readonly ITreeEngine? _rest;
    private readonly int _featureCount;
    private readonly int _marginCount;
    private readonly int _minimumRows;

    internal RowLanesEngine(
        TreeEnsembleDefinition definition, ByteColumnsBuilder columns, SelectProgram program, ITreeEngine? rest, int minimumRows)
    {
        _leafTable = new LeafTable(definition);
        _columns = columns.Build();
        _program = program;
        _trees = definition.Trees;
        _rest = rest;
        _featureCount = definition.FeatureCount;
        _marginCount = definition.MarginCount;
        _minimumRows = minimumRows;
        _leaves = new AlignedArray<TLeaf>(_trees.Sum(static tree => (long)tree.LeafCount));
        long next = 0;
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            for (int leaf = 0; leaf < _trees[tree].LeafCount; leaf++)
            {
                _leaves[next++] = TLeaf.CreateTruncating(_leafTable.Value(tree, leaf));
            }
        }

        double[] starts = new double[_marginCount];
        _leafTable.Start(starts);
        _starts = Array.ConvertAll(starts, static start => TLeaf.CreateTruncating(start));
    }

    public string Name => RowLanes.EngineName;

    public long MemoryBytes => _columns.Bytes + _program.Steps.Bytes + _leaves.Bytes;

    // Slots, columns, then sums: all aligned.
    private int ScratchBytes =>
        (_program.SlotCount + ByteColumns.MaximumColumns) * Lanes + _marginCount * Lanes * sizeof(TLeaf) + AlignedArray<byte>.Alignment;

    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins) => PredictMarginBatch(row, margins, 1);

    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins) =>
        PredictMarginBatch(rows, margins, margins.Length / _marginCount);

    private void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins, int count)
    {
        int done = 0;
        if (count >= _minimumRows)
        {
            byte[] rented = ArrayPool<byte>.Shared.Rent(ScratchBytes);
            fixed (byte* scratch = rented)
            fixed (float* values = rows)
            {
                byte* slots = LevelSelect.Align(scratch);
                NumberLeaves(slots);
                for (; count - done >= _minimumRows; done += Math.Min(Lanes, count - done))
                {
                    int length = Math.Min(Lanes, count - done);
                    Score(values + (long)done * _featureCount, length, slots);
                    Finish(slots, margins.Slice(done * _marginCount, length * _marginCount), length);
                }
            }

            ArrayPool<byte>.Shared.Return(rented);
        }

        for (; done < count; done++)
        {
            _rest!.PredictMargin(rows.Slice(done * _featureCount, _featureCount), margins.Slice(done * _marginCount, _marginCount));
        }

        GC.KeepAlive(this);
    }

    private void NumberLeaves(byte* slots)
    {
        for (int leaf = 0; leaf < _program.LeafSlots; leaf++)
        {
            Vector512.Create((byte)leaf).StoreAligned(slots + leaf * Lanes);
        }
    }

    private byte* Columns(byte* slots) => slots + _program.SlotCount * Lanes;

    private TLeaf* Sums(byte* slots) => (TLeaf*)(Columns(slots) + ByteColumns.MaximumColumns * Lanes);

    private void Score(float* rows, int count, byte* slots)
    {
        byte* columns = Columns(slots);
        TLeaf* sums = Sums(slots);
        for (int row = 0; row < count; row++)
        {
            _columns.FillLane(rows + (long)row * _featureCount, columns + row, Lanes);
        }

        for (int margin = 0; margin < _marginCount; margin++)
        {
            new Span<TLeaf>(sums + margin * Lanes, Lanes).Fill(_starts[margin]);
        }

        SelectStep* step = _program.Steps.Pointer;
        TLeaf* leaves = _leaves.Pointer;
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            SelectStep* end = _program.Steps.Pointer + _program.Ends[tree];
            Select(step, end, columns, slots);
            step = end;
            AddLeaves(sums + _trees[tree].Margin * Lanes, leaves, slots + _program.Results[tree], count);
            leaves += _trees[tree].LeafCount;
        }
    }

    private static void Select(SelectStep* step, SelectStep* end, byte* columns, byte* slots)
    {
        for (; step < end; step++)
        {
            Vector512<byte> right = Vector512.GreaterThan(Vector512.LoadAligned(columns + step->Column), Vector512.Create(step->Code).AsByte());
            Vector512.ConditionalSelect(right, Vector512.LoadAligned(slots + step->Right), Vector512.LoadAligned(slots + step->Left))
                .StoreAligned(slots + step->Target);
        }
    }

    private static void AddLeaves(TLeaf* sums, TLeaf* leaves, byte* numbers, int count)
    {
        int row = 0;
        for (; row <= count - 4; row += 4)
        {
            sums[row] += leaves[numbers[row]];
            sums[row + 1] += leaves[numbers[row + 1]];
            sums[row + 2] += leaves[numbers[row + 2]];
            sums[row + 3] += leaves[numbers[row + 3]];
        }

        for (; row < count; row++)
        {
            sums[row] += leaves[numbers[row]];
        }
    }

    private void Finish(byte* slots, Span<double> margins, int count)
    {
        TLeaf* sums = Sums(slots);
        for (int row = 0; row < count; row++)
        {
            Span<double> own = margins.Slice(row * _marginCount, _marginCount);
            for (int margin = 0; margin < own.Length; margin++)
            {
                own[margin] = double.CreateTruncating(sums[margin * Lanes + row]);
            }

            _leafTable.Finish(own);
        }
    }
}
