using System.Buffers;
using System.Runtime.CompilerServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Linear;

public sealed partial class LinearModel
{
    // Margins that are linked together: enough for the widest vectors, little enough for the stack.
    private const int BlockMargins = 64;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        if (_isLogistic)
        {
            outputs[0] = (float)DoubleMath.Sigmoid<double, ScalarDouble>(_linkScale * Margin(features, 0));
            return;
        }

        if (MarginCount == 1)
        {
            outputs[0] = (float)LinkFunctions.Apply(_definition.Link, _linkScale, Margin(features, 0));
            return;
        }

        PredictMany(features, outputs, 1);
    }

    /// <inheritdoc/>
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = rows.Length / FeatureCount;
        CheckLength(rows.Length, count * FeatureCount, nameof(rows));
        CheckLength(outputs.Length, count * OutputCount, nameof(outputs));
        PredictMany(rows, outputs, count);
    }

    /// <inheritdoc/>
    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        CheckLength(margins.Length, MarginCount, nameof(margins));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        LinkFunctions.Apply(_definition.Link, _linkScale, margins, outputs);
    }

    [SkipLocalsInit]
    private void PredictMany(ReadOnlySpan<float> rows, Span<float> outputs, int count)
    {
        double[]? rented = null;
        Span<double> margins = MarginCount <= BlockMargins
            ? stackalloc double[BlockMargins]
            : (rented = ArrayPool<double>.Shared.Rent(MarginCount));
        int blockRows = margins.Length / MarginCount;
        for (int start = 0; start < count; start += blockRows)
        {
            int length = Math.Min(blockRows, count - start);
            Span<double> block = margins[..(length * MarginCount)];
            for (int row = 0; row < length; row++)
            {
                Margins(rows.Slice((start + row) * FeatureCount, FeatureCount), block.Slice(row * MarginCount, MarginCount));
            }

            Span<float> linked = outputs.Slice(start * OutputCount, length * OutputCount);
            LinkFunctions.ApplyBatch(_definition.Link, _linkScale, MarginCount, block, linked);
        }

        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }
}
