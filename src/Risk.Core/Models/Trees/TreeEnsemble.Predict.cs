using System.Buffers;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

public sealed partial class TreeEnsemble
{
    private const int StackMargins = 128;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length != _definition.FeatureCount)
            ThrowRowLength(features.Length, nameof(features));
        if (outputs.Length != _definition.OutputCount)
            ThrowMarginLength(outputs.Length, _definition.OutputCount, nameof(outputs));

        int scratch = _definition.MarginCount + _definition.OutputCount;
        if (scratch > StackMargins)
        {
            PredictWide(features, outputs, scratch);
            return;
        }

        Span<double> values = stackalloc double[StackMargins];
        Predict(features, outputs, values);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = RowCount(rows.Length, outputs.Length, _definition.OutputCount);
        if (outputs.Length != count * _definition.OutputCount)
            ThrowMarginLength(outputs.Length, count * _definition.OutputCount, nameof(outputs));

        int scratch = _definition.MarginCount + _definition.OutputCount;
        if (scratch > StackMargins)
        {
            double[] rented = ArrayPool<double>.Shared.Rent(scratch);
            PredictBlocks(rows, outputs, count, rented);
            ArrayPool<double>.Shared.Return(rented);
            return;
        }

        Span<double> values = stackalloc double[BlockRows * 4];
        PredictBlocks(rows, outputs, count, values);
    }

    /// <inheritdoc/>
    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        if (margins.Length != _definition.MarginCount)
            ThrowMarginLength(margins.Length, _definition.MarginCount, nameof(margins));
        if (outputs.Length != _definition.OutputCount)
            ThrowMarginLength(outputs.Length, _definition.OutputCount, nameof(outputs));

        TreeLinks.Apply(_definition.Link, _definition.LinkScale, margins, outputs);
    }

    // As many rows as give a batch engine full vectors while their margins stay on the stack.
    private const int BlockRows = 256;

    private void Predict(ReadOnlySpan<float> features, Span<float> outputs, Span<double> scratch)
    {
        Span<double> margins = scratch[.._definition.MarginCount];
        _rowEngine.PredictMargin(features, margins);
        Link(margins, outputs, scratch.Slice(_definition.MarginCount, _definition.OutputCount));
    }

    private void PredictBlocks(ReadOnlySpan<float> rows, Span<float> outputs, int count, Span<double> scratch)
    {
        int features = _definition.FeatureCount;
        int width = _definition.MarginCount;
        int outputWidth = _definition.OutputCount;
        int blockRows = (scratch.Length - outputWidth) / width;
        Span<double> linked = scratch[^outputWidth..];
        for (int start = 0; start < count; start += blockRows)
        {
            int length = Math.Min(blockRows, count - start);
            Span<double> margins = scratch[..(length * width)];
            MarginsOfRows(rows.Slice(start * features, length * features), margins, length);
            for (int row = 0; row < length; row++)
            {
                Link(margins.Slice(row * width, width), outputs.Slice((start + row) * outputWidth, outputWidth), linked);
            }
        }
    }

    private void PredictWide(ReadOnlySpan<float> features, Span<float> outputs, int scratch)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(scratch);
        Predict(features, outputs, rented);
        ArrayPool<double>.Shared.Return(rented);
    }

    private void Link(ReadOnlySpan<double> margins, Span<float> outputs, Span<double> linked)
    {
        TreeLinks.Apply(_definition.Link, _definition.LinkScale, margins, linked);
        for (int i = 0; i < linked.Length; i++)
        {
            outputs[i] = (float)linked[i];
        }
    }
}
