using System.Buffers;
using System.Runtime.CompilerServices;

namespace Risk.Models.Neural;

public sealed partial class NeuralNetwork
{
    // Two layers' outputs of up to 512 floats fit the stack; wider networks rent.
    private const int StackFloats = 1024;
    private const int StackMargins = 64;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        PredictRows(features, outputs, 1);
    }

    /// <inheritdoc/>
    public void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = outputs.Length / OutputCount;
        CheckLength(outputs.Length, count * OutputCount, nameof(outputs));
        CheckLength(rows.Length, count * FeatureCount, nameof(rows));
        PredictRows(rows, outputs, count);
    }

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        MarginsOfRows(features, margins, 1);
    }

    /// <inheritdoc/>
    /// <remarks>Features are rounded to float32 first, which is what the network was trained on.</remarks>
    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        float[]? rented = null;
        Span<float> narrow = features.Length <= StackFloats
            ? stackalloc float[StackFloats]
            : (rented = ArrayPool<float>.Shared.Rent(features.Length));
        narrow = narrow[..features.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            narrow[i] = (float)features[i];
        }

        MarginsOfRows(narrow, margins, 1);
        Return(rented);
    }

    /// <inheritdoc/>
    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        int count = margins.Length / MarginCount;
        CheckLength(margins.Length, count * MarginCount, nameof(margins));
        CheckLength(rows.Length, count * FeatureCount, nameof(rows));
        MarginsOfRows(rows, margins, count);
    }

    /// <inheritdoc/>
    public void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs)
    {
        CheckLength(margins.Length, MarginCount, nameof(margins));
        CheckLength(outputs.Length, OutputCount, nameof(outputs));
        LinkFunctions.Apply(_link, 1, margins, outputs);
    }

    [SkipLocalsInit]
    private void PredictRows(ReadOnlySpan<float> rows, Span<float> outputs, int count)
    {
        float[]? rented = null;
        Span<float> scratch = 2 * _scratchWidth <= StackFloats
            ? stackalloc float[StackFloats]
            : (rented = ArrayPool<float>.Shared.Rent(2 * _scratchWidth));
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> sums = Evaluate(rows.Slice(row * FeatureCount, FeatureCount), scratch);
            Span<float> output = outputs.Slice(row * OutputCount, OutputCount);
            if (output.Length == 1)
            {
                output[0] = (float)LinkFunctions.Apply(_link, 1, (double)sums[0]);
            }
            else
            {
                LinkFunctions.Apply(_link, 1, sums, output);
            }
        }

        Return(rented);
    }

    [SkipLocalsInit]
    private void MarginsOfRows(ReadOnlySpan<float> rows, Span<double> margins, int count)
    {
        float[]? rented = null;
        Span<float> scratch = 2 * _scratchWidth <= StackFloats
            ? stackalloc float[StackFloats]
            : (rented = ArrayPool<float>.Shared.Rent(2 * _scratchWidth));
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> sums = Evaluate(rows.Slice(row * FeatureCount, FeatureCount), scratch);
            for (int i = 0; i < sums.Length; i++)
            {
                margins[(row * MarginCount) + i] = sums[i];
            }
        }

        Return(rented);
    }

    // Layers write into the two halves of the scratch in turn; the last one's sums are returned.
    private ReadOnlySpan<float> Evaluate(ReadOnlySpan<float> features, Span<float> scratch)
    {
        Span<float> current = scratch[.._scratchWidth];
        Span<float> next = scratch.Slice(_scratchWidth, _scratchWidth);
        ReadOnlySpan<float> inputs = features;
        if (_offsets is not null)
        {
            Scale(features, next);
            inputs = next;
        }

        foreach (DenseLayer layer in _layers)
        {
            DenseKernel.Compute(layer, inputs, current);
            if (layer != _layers[^1] || _link == LinkFunction.Identity)
            {
                ActivationKernel.Apply(layer.Activation, layer.Alpha, current[..layer.PaddedOutputs]);
            }

            inputs = current;
            Span<float> free = next;
            next = current;
            current = free;
        }

        return inputs[..MarginCount];
    }

    private void Scale(ReadOnlySpan<float> features, Span<float> scaled)
    {
        for (int i = 0; i < features.Length; i++)
        {
            scaled[i] = (features[i] - _offsets![i]) * _factors![i];
        }
    }

    private static void Return(float[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, parameter);
        }
    }

    private static void ThrowLength(int actual, int expected, string parameter) =>
        throw new ArgumentException($"The span has {actual} values; the network needs {expected}.", parameter);
}
