using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Events;
using Risk.Features.Vectorization;

namespace Risk.Features;

public sealed partial class FeatureVectorizer
{
    private const int ColumnScratch = 32 * 1024;

    // A tile takes as long as five to eleven events one by one (FeatureVectorizerBenchmarks.Batch against Pipeline).
    private const int FewestByColumns = 8;

    /// <summary>Computes the features of several events.</summary>
    /// <param name="rows">The events.</param>
    /// <param name="vectors">Receives <see cref="FeatureCount"/> values a row, row after row.</param>
    /// <returns>The flags of all rows together.</returns>
    /// <exception cref="ArgumentException"><paramref name="vectors"/> has another length, or a row another layout.</exception>
    /// <remarks>Allocations: none. Thread safety: safe; the rows belong to the caller. Bit for bit what <see cref="Transform"/> gives.</remarks>
    public DecisionFlags TransformBatch(ReadOnlySpan<AttributeRow> rows, Span<float> vectors) => TransformBatch(rows, vectors, default);

    /// <summary>Computes the features of several events, and the flags of each.</summary>
    /// <param name="rows">The events; sixteen and more are computed feature by feature for sixteen at a time.</param>
    /// <param name="vectors">Receives <see cref="FeatureCount"/> values a row, row after row.</param>
    /// <param name="flags">Receives one value a row; may be empty.</param>
    /// <returns>The flags of all rows together.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a row another layout.</exception>
    /// <remarks>Allocations: none. Thread safety: safe; the rows belong to the caller. Bit for bit what <see cref="Transform"/> gives.</remarks>
    public DecisionFlags TransformBatch(ReadOnlySpan<AttributeRow> rows, Span<float> vectors, Span<DecisionFlags> flags)
    {
        int count = FeatureCount;
        if (vectors.Length != (long)rows.Length * count)
        {
            ThrowWrongLength(vectors.Length, (long)rows.Length * count);
        }

        if (!flags.IsEmpty && flags.Length != rows.Length)
        {
            ThrowWrongLength(flags.Length, rows.Length);
        }

        foreach (AttributeRow row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            CheckLength(row);
        }

        return _columns is { } columns && rows.Length >= ColumnPlan.Width
            ? ByColumns(columns, rows, vectors, flags)
            : RowByRow(rows, vectors, flags);
    }

    private DecisionFlags RowByRow(ReadOnlySpan<AttributeRow> rows, Span<float> vectors, Span<DecisionFlags> flags)
    {
        var all = DecisionFlags.None;
        for (int i = 0; i < rows.Length; i++)
        {
            DecisionFlags one = TransformCore(rows[i], vectors.Slice(i * FeatureCount, FeatureCount));
            all |= one;
            if (!flags.IsEmpty)
            {
                flags[i] = one;
            }
        }

        return all;
    }

    [SkipLocalsInit]
    private unsafe DecisionFlags ByColumns(ColumnPlan columns, ReadOnlySpan<AttributeRow> rows, Span<float> vectors, Span<DecisionFlags> flags)
    {
        if (columns.ScratchBytes <= ColumnScratch)
        {
            byte* scratch = stackalloc byte[ColumnScratch + Border];
            return ByColumns(columns, rows, Aligned(scratch), vectors, flags);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(columns.ScratchBytes + Border);
        DecisionFlags all;
        fixed (byte* scratch = rented)
        {
            all = ByColumns(columns, rows, Aligned(scratch), vectors, flags);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return all;
    }

    private unsafe DecisionFlags ByColumns(
        ColumnPlan columns, ReadOnlySpan<AttributeRow> rows, byte* scratch, Span<float> vectors, Span<DecisionFlags> flags)
    {
        int count = FeatureCount;
        var all = DecisionFlags.None;
        Span<DecisionFlags> tile = stackalloc DecisionFlags[ColumnPlan.Width];
        ColumnEvaluator.Prepare(columns, scratch);
        int done = 0;
        while (rows.Length - done >= FewestByColumns)
        {
            // The last sixteen overlap those before: computed twice, they are the same.
            int start = Math.Min(done, rows.Length - ColumnPlan.Width);
            Span<float> target = vectors.Slice(start * count, ColumnPlan.Width * count);
            ReadOnlySpan<AttributeRow> source = rows.Slice(start, ColumnPlan.Width);
            ulong scalar = ColumnEvaluator.Evaluate(_program, columns, source, scratch, target, tile);
            for (; scalar != 0; scalar &= scalar - 1)
            {
                int i = BitOperations.TrailingZeroCount(scalar);
                tile[i] = Scalar(source[i], target.Slice(i * count, count));
            }

            for (int i = 0; i < tile.Length; i++)
            {
                all |= tile[i];
            }

            if (!flags.IsEmpty)
            {
                tile.CopyTo(flags[start..]);
            }

            done = start + ColumnPlan.Width;
        }

        return all | RowByRow(rows[done..], vectors[(done * count)..], flags.IsEmpty ? flags : flags[done..]);
    }
}
