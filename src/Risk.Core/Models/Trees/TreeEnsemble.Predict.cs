using System.Buffers;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

public sealed partial class TreeEnsemble
{
    // As many margins as are kept on the stack: 256 rows of a binary model, 4 kB at most.
    private const int StackMargins = 512;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length != _definition.FeatureCount)
            ThrowRowLength(features.Length, nameof(features));
        if (outputs.Length != _definition.OutputCount)
            ThrowOutputLength(outputs.Length, _definition.OutputCount, nameof(outputs));

        if (_definition.MarginCount == 1)
        {
            double margin = 0;
            _rowEngine.PredictMargin(features, new Span<double>(ref margin));
            outputs[0] = (float)LinkFunctions.Apply(_definition.Link, _definition.LinkScale, margin);
            return;
        }

        if (_definition.MarginCount > StackMargins)
        {
            PredictWide(features, outputs);
            return;
        }

        Span<double> stack = stackalloc double[StackMargins];
        Span<double> margins = stack[.._definition.MarginCount];
        _rowEngine.PredictMargin(features, margins);
        LinkFunctions.Apply(_definition.Link, _definition.LinkScale, margins, outputs);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = RowCount(rows.Length, outputs.Length, _definition.OutputCount);
        if (outputs.Length != count * _definition.OutputCount)
            ThrowOutputLength(outputs.Length, count * _definition.OutputCount, nameof(outputs));

        if (_definition.MarginCount > StackMargins)
        {
            double[] rented = ArrayPool<double>.Shared.Rent(_definition.MarginCount);
            PredictBlocks(rows, outputs, count, rented);
            ArrayPool<double>.Shared.Return(rented);
            return;
        }

        Span<double> stack = stackalloc double[StackMargins];
        PredictBlocks(rows, outputs, count, stack);
    }

    /// <inheritdoc/>
    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        if (margins.Length != _definition.MarginCount)
            ThrowOutputLength(margins.Length, _definition.MarginCount, nameof(margins));
        if (outputs.Length != _definition.OutputCount)
            ThrowOutputLength(outputs.Length, _definition.OutputCount, nameof(outputs));

        LinkFunctions.Apply(_definition.Link, _definition.LinkScale, margins, outputs);
    }

    private void PredictWide(ReadOnlySpan<float> features, Span<float> outputs)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(_definition.MarginCount);
        Span<double> margins = rented.AsSpan(0, _definition.MarginCount);
        _rowEngine.PredictMargin(features, margins);
        LinkFunctions.Apply(_definition.Link, _definition.LinkScale, margins, outputs);
        ArrayPool<double>.Shared.Return(rented);
    }

    private void PredictBlocks(ReadOnlySpan<float> rows, Span<float> outputs, int count, Span<double> scratch)
    {
        int features = _definition.FeatureCount;
        int width = _definition.MarginCount;
        int outputWidth = _definition.OutputCount;
        int blockRows = scratch.Length / width;
        for (int start = 0; start < count; start += blockRows)
        {
            int length = Math.Min(blockRows, count - start);
            Span<double> margins = scratch[..(length * width)];
            MarginsOfRows(rows.Slice(start * features, length * features), margins, length);
            LinkFunctions.ApplyBatch(
                _definition.Link, _definition.LinkScale, width, margins, outputs.Slice(start * outputWidth, length * outputWidth));
        }
    }
}
