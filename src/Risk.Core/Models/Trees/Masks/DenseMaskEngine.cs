using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// Dense cumulative masks. A lane holds one bit per leaf of a tree. For every feature and every interval between its breakpoints a
/// table row has, for all trees, the leaves that the nodes on that feature still allow. The AND of one row per feature leaves
/// each tree's reachable leaves, of which the lowest bit is the leaf. No branch depends on data, and every kind of
/// split and of missing value is only another row, so all of them cost nothing.
/// </summary>
/// <typeparam name="TLane">Unsigned, as many bits as the largest tree has leaves.</typeparam>
/// <typeparam name="TLeaf">The precision of addition: float or double.</typeparam>
/// <remarks>
/// The table takes (breakpoints + 2 per feature) × trees × lane: about trees² × leaves. It is fast while it stays in the second-level cache.
/// Unsafe reads: ranks are at most the number of a feature's rows, lanes and leaves are laid out by the constructor.
/// </remarks>
internal sealed unsafe class DenseMaskEngine<TLane, TLeaf> : ITreeDoubleEngine
    where TLane : unmanaged, IBinaryInteger<TLane>
    where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
{
    private readonly LeafTable _leafTable;
    private readonly FeatureRanker _ranker;
    private readonly AlignedArray<TLane> _table;
    private readonly AlignedArray<nint> _featureRows;
    private readonly AlignedArray<TLeaf> _leaves;
    private readonly AlignedArray<byte> _leafOrder;
    private readonly int _featureCount;
    private readonly int _treeCount;
    private readonly int _stride;
    private readonly int _strideBytes;

    internal DenseMaskEngine(TreeEnsembleDefinition definition, double[]?[] breakpoints)
    {
        _leafTable = new LeafTable(definition);
        _treeCount = definition.Trees.Length;
        _strideBytes = DenseMasks.RowBytes(_treeCount, sizeof(TLane));
        int stride = _strideBytes / sizeof(TLane);
        _stride = stride;

        var features = new List<RankedFeature>();
        var start = new long[breakpoints.Length];
        long rows = 0;
        for (int feature = 0; feature < breakpoints.Length; feature++)
        {
            start[feature] = rows * stride;
            if (breakpoints[feature] is not { } points)
                continue;

            features.Add(new RankedFeature(feature, points, MissingRoute.Right, features.Count));
            rows += points.Length + 1;
        }

        _featureCount = features.Count;
        _ranker = new FeatureRanker(definition.FeatureCount, features, !_leafTable.IsSingle);
        _table = new AlignedArray<TLane>(rows * stride);
        new Span<byte>(_table.Pointer, checked((int)_table.Bytes)).Fill(0xFF);
        _featureRows = new AlignedArray<nint>(_featureCount);
        for (int i = 0; i < _featureCount; i++)
        {
            _featureRows[i] = (nint)(_table.Pointer + start[features[i].Feature]);
        }

        _leaves = new AlignedArray<TLeaf>((long)_treeCount * LaneBits);
        _leafOrder = new AlignedArray<byte>(_leafTable.IsPlainSum ? 0 : (long)_treeCount * LaneBits);
        var builder = new DenseMaskBuilder<TLane>(_table, start, breakpoints, stride);
        for (int tree = 0; tree < _treeCount; tree++)
        {
            SetLeaves(definition.Trees[tree], tree, builder.Add(definition.Trees[tree], tree));
        }
    }

    public string Name => DenseMasks.EngineName;

    public long MemoryBytes => _table.Bytes + _leaves.Bytes + _leafOrder.Bytes + _featureRows.Bytes + _ranker.Bytes;

    private static int LaneBits => sizeof(TLane) * 8;

    private static int LanesPerVector => AlignedArray<TLane>.Alignment / sizeof(TLane);


    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins)
    {
        fixed (float* values = row)
            Evaluate(values, margins);
        GC.KeepAlive(this);
    }

    public void PredictMargin(ReadOnlySpan<double> row, Span<double> margins)
    {
        fixed (double* values = row)
            Evaluate(values, margins);
        GC.KeepAlive(this);
    }

    [SkipLocalsInit]
    private void Evaluate<TRow>(TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        nint* rows = stackalloc nint[_featureCount];
        var sink = new RowSink(rows, _featureRows.Pointer, _strideBytes);
        long* keys = stackalloc long[_ranker.ScratchLength];
        if (typeof(TRow) == typeof(float))
            _ranker.Rank((float*)row, (int*)keys, sink);
        else
            _ranker.Rank((double*)row, keys, sink);

        if (_leafTable.IsPlainSum)
            margins[0] = _leafTable.PlainFinish(Sum(rows));
        else
            Aggregate(rows, row, margins);
    }

    // Trees in groups of vectors: all masks of a group stay in registers while the rows of the features go by.
    [SkipLocalsInit]
    private double Sum(nint* rows)
    {
        TLane* masks = stackalloc TLane[8 * LanesPerVector];
        TLeaf sum = TLeaf.CreateTruncating(_leafTable.PlainStart);
        for (int tree = 0; tree < _treeCount;)
        {
            int lanes = And(rows, tree, masks);
            sum = AddLeaves(sum, masks, tree, Math.Min(lanes, _treeCount - tree));
            tree += lanes;
        }

        return double.CreateTruncating(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLeaf AddLeaves(TLeaf sum, TLane* masks, int tree, int count)
    {
        TLeaf* leaves = _leaves.Pointer + (long)tree * LaneBits;
        TLane* end = masks + count;
        for (; masks <= end - 4; masks += 4, leaves += 4 * LaneBits)
        {
            sum += leaves[LowestBit(masks[0])];
            sum += leaves[LowestBit(masks[1]) + LaneBits];
            sum += leaves[LowestBit(masks[2]) + 2 * LaneBits];
            sum += leaves[LowestBit(masks[3]) + 3 * LaneBits];
        }

        for (; masks < end; masks++, leaves += LaneBits)
        {
            sum += leaves[LowestBit(masks[0])];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long LowestBit(TLane mask) => long.CreateTruncating(TLane.TrailingZeroCount(mask));

    [SkipLocalsInit]
    private void Aggregate<TRow>(nint* rows, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        TLane* masks = stackalloc TLane[8 * LanesPerVector];
        Span<int> leaves = stackalloc int[8 * LanesPerVector];
        _leafTable.Start(margins);
        for (int tree = 0; tree < _treeCount;)
        {
            int lanes = And(rows, tree, masks);
            int count = Math.Min(lanes, _treeCount - tree);
            for (int i = 0; i < count; i++)
            {
                leaves[i] = _leafOrder.Pointer[(long)(tree + i) * LaneBits + LowestBit(masks[i])];
            }

            _leafTable.Add(tree, leaves[..count], row, margins);
            tree += lanes;
        }

        _leafTable.Finish(margins);
    }

    // The masks of the next group of trees, and how many lanes it has: 8 vectors while there are as many, then what is left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int And(nint* rows, int tree, TLane* masks)
    {
        int vectors = (_stride - tree) / LanesPerVector;
        nint* end = rows + _featureCount;
        nint offset = (nint)tree * sizeof(TLane);
        if (vectors >= 8)
            AndEight(rows, end, offset, masks);
        else if (vectors == 4)
            AndFour(rows, end, offset, masks);
        else if (vectors == 2)
            AndTwo(rows, end, offset, masks);
        else
            AndOne(rows, end, offset, masks);
        return Math.Min(vectors, 8) * LanesPerVector;
    }

    private static void AndEight(nint* rows, nint* end, nint offset, TLane* masks)
    {
        Vector512<TLane> first = Vector512<TLane>.AllBitsSet;
        Vector512<TLane> second = first;
        Vector512<TLane> third = first;
        Vector512<TLane> fourth = first;
        Vector512<TLane> fifth = first;
        Vector512<TLane> sixth = first;
        Vector512<TLane> seventh = first;
        Vector512<TLane> eighth = first;
        for (; rows < end; rows++)
        {
            TLane* lanes = (TLane*)(*rows + offset);
            first &= Vector512.LoadAligned(lanes);
            second &= Vector512.LoadAligned(lanes + LanesPerVector);
            third &= Vector512.LoadAligned(lanes + 2 * LanesPerVector);
            fourth &= Vector512.LoadAligned(lanes + 3 * LanesPerVector);
            fifth &= Vector512.LoadAligned(lanes + 4 * LanesPerVector);
            sixth &= Vector512.LoadAligned(lanes + 5 * LanesPerVector);
            seventh &= Vector512.LoadAligned(lanes + 6 * LanesPerVector);
            eighth &= Vector512.LoadAligned(lanes + 7 * LanesPerVector);
        }

        first.Store(masks);
        second.Store(masks + LanesPerVector);
        third.Store(masks + 2 * LanesPerVector);
        fourth.Store(masks + 3 * LanesPerVector);
        fifth.Store(masks + 4 * LanesPerVector);
        sixth.Store(masks + 5 * LanesPerVector);
        seventh.Store(masks + 6 * LanesPerVector);
        eighth.Store(masks + 7 * LanesPerVector);
    }

    private static void AndFour(nint* rows, nint* end, nint offset, TLane* masks)
    {
        Vector512<TLane> first = Vector512<TLane>.AllBitsSet;
        Vector512<TLane> second = first;
        Vector512<TLane> third = first;
        Vector512<TLane> fourth = first;
        for (; rows < end; rows++)
        {
            TLane* lanes = (TLane*)(*rows + offset);
            first &= Vector512.LoadAligned(lanes);
            second &= Vector512.LoadAligned(lanes + LanesPerVector);
            third &= Vector512.LoadAligned(lanes + 2 * LanesPerVector);
            fourth &= Vector512.LoadAligned(lanes + 3 * LanesPerVector);
        }

        first.Store(masks);
        second.Store(masks + LanesPerVector);
        third.Store(masks + 2 * LanesPerVector);
        fourth.Store(masks + 3 * LanesPerVector);
    }

    private static void AndTwo(nint* rows, nint* end, nint offset, TLane* masks)
    {
        Vector512<TLane> first = Vector512<TLane>.AllBitsSet;
        Vector512<TLane> second = first;
        for (; rows < end; rows++)
        {
            TLane* lanes = (TLane*)(*rows + offset);
            first &= Vector512.LoadAligned(lanes);
            second &= Vector512.LoadAligned(lanes + LanesPerVector);
        }

        first.Store(masks);
        second.Store(masks + LanesPerVector);
    }

    private static void AndOne(nint* rows, nint* end, nint offset, TLane* masks)
    {
        Vector512<TLane> mask = Vector512<TLane>.AllBitsSet;
        for (; rows < end; rows++)
        {
            mask &= Vector512.LoadAligned((TLane*)(*rows + offset));
        }

        mask.Store(masks);
    }

    private void SetLeaves(TreeDefinition definition, int tree, int[] order)
    {
        long first = (long)tree * LaneBits;
        for (int bit = 0; bit < order.Length; bit++)
        {
            if (_leafTable.IsPlainSum)
                _leaves[first + bit] = TLeaf.CreateTruncating(_leafTable.Value(tree, order[bit]));
            else
                _leafOrder[first + bit] = (byte)order[bit];
        }
    }

    // From a rank to the address of a table row.
    private readonly struct RowSink(nint* rows, nint* featureRows, int strideBytes) : IRankSink
    {
        public void Write(int slot, int rank) => rows[slot] = featureRows[slot] + (nint)rank * strideBytes;
    }
}
