using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>
/// A row as bytes: one column per feature that holds the value's rank among the thresholds used on it, so that a node is a column and
/// a code, and a row goes right when its byte is above the code. A feature with more than 255 thresholds gets several columns; nodes that send
/// missing values another way get their own; a test that is no comparison (categories, equality) gets a column of 0 and 1.
/// </summary>
internal sealed unsafe class ByteColumns
{
    /// <summary>The most columns: a node names its column in a byte.</summary>
    internal const int MaximumColumns = 256;

    /// <summary>The bytes that <c>Fill</c> writes to.</summary>
    internal const int BufferLength = MaximumColumns;

    /// <summary>Features whose keys are kept on the stack: 8 kB.</summary>
    internal const int MaximumFeatures = 1_024;

    private readonly FeatureRanker _ranker;
    private readonly ColumnPredicate[] _predicates;

    internal ByteColumns(FeatureRanker ranker, ColumnPredicate[] predicates, int count)
    {
        _ranker = ranker;
        _predicates = predicates;
        Count = count;
    }

    /// <summary>The number of columns.</summary>
    internal int Count { get; }

    /// <summary>Tests that have a column to themselves and are evaluated one by one.</summary>
    internal int PredicateCount => _predicates.Length;

    internal long Bytes => _ranker.Bytes;

    /// <summary>Writes the columns of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">Room for <see cref="BufferLength"/> bytes.</param>
    [SkipLocalsInit]
    internal void Fill(float* row, byte* columns)
    {
        int* keys = stackalloc int[_ranker.ScratchLength];
        _ranker.Rank(row, keys, new ColumnSink(columns));
        foreach (ref readonly ColumnPredicate predicate in _predicates.AsSpan())
        {
            columns[predicate.Column] = predicate.Evaluate(row[predicate.Feature]);
        }
    }

    /// <inheritdoc cref="Fill(float*, byte*)"/>
    [SkipLocalsInit]
    internal void Fill(double* row, byte* columns)
    {
        long* keys = stackalloc long[_ranker.ScratchLength];
        _ranker.Rank(row, keys, new ColumnSink(columns));
        foreach (ref readonly ColumnPredicate predicate in _predicates.AsSpan())
        {
            columns[predicate.Column] = predicate.Evaluate(row[predicate.Feature]);
        }
    }

    /// <summary>Writes the columns of one row among others that are scored together.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The row's byte in the first column.</param>
    /// <param name="stride">The bytes of a column.</param>
    [SkipLocalsInit]
    internal void FillLane(float* row, byte* columns, int stride)
    {
        int* keys = stackalloc int[_ranker.ScratchLength];
        _ranker.Rank(row, keys, new LaneSink(columns, stride));
        foreach (ref readonly ColumnPredicate predicate in _predicates.AsSpan())
        {
            columns[predicate.Column * stride] = predicate.Evaluate(row[predicate.Feature]);
        }
    }

    private readonly struct LaneSink(byte* columns, int stride) : IRankSink
    {
        public void Write(int slot, int rank) => columns[slot * stride] = (byte)rank;
    }

    private readonly struct ColumnSink(byte* columns) : IRankSink
    {
        public void Write(int slot, int rank) => columns[slot] = (byte)rank;
    }
}
