using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Internals.Numerics;

namespace Risk.Models.Linear;

public sealed partial class LinearModel
{
    private const int StackFeatures = 256;

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<float> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        Margins(features, margins);
    }

    /// <inheritdoc/>
    public void PredictMargin(ReadOnlySpan<double> features, Span<double> margins)
    {
        CheckLength(features.Length, FeatureCount, nameof(features));
        CheckLength(margins.Length, MarginCount, nameof(margins));
        Margins(features, margins);
    }

    /// <inheritdoc/>
    public void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins)
    {
        int count = rows.Length / FeatureCount;
        CheckLength(rows.Length, count * FeatureCount, nameof(rows));
        CheckLength(margins.Length, count * MarginCount, nameof(margins));
        for (int row = 0; row < count; row++)
        {
            Margins(rows.Slice(row * FeatureCount, FeatureCount), margins.Slice(row * MarginCount, MarginCount));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Margins<T>(ReadOnlySpan<T> features, Span<double> margins)
        where T : unmanaged
    {
        for (int margin = 0; margin < margins.Length; margin++)
        {
            margins[margin] = Margin(features, margin);
        }
    }

    // A missing feature makes the sum NaN, so that rows without one pay nothing for the check.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Margin<T>(ReadOnlySpan<T> features, int margin)
        where T : unmanaged
    {
        double value = _sequential ? SequentialMargin(features, margin) : LaneMargin(features, margin);
        return double.IsNaN(value) && _fillValues is not null ? FilledMargin(features, margin) : value;
    }

    // Reads of weights stay in range: the buffer holds a stride per margin, and the row has FeatureCount values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double LaneMargin<T>(ReadOnlySpan<T> features, int margin)
        where T : unmanaged =>
        _intercepts[margin] + SixteenLaneDot.Compute(
            in MemoryMarshal.GetReference(features),
            in Unsafe.Add(ref _weights.First, margin * _stride),
            features.Length);

    private double SequentialMargin<T>(ReadOnlySpan<T> features, int margin)
        where T : unmanaged
    {
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            sum += (Widen(features[i]) - _means[i]) / _scales[i] * _plainWeights[(margin * features.Length) + i];
        }

        return sum + _intercepts[margin];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double FilledMargin<T>(ReadOnlySpan<T> features, int margin)
        where T : unmanaged
    {
        double[]? rented = null;
        Span<double> filled = features.Length <= StackFeatures
            ? stackalloc double[StackFeatures]
            : (rented = ArrayPool<double>.Shared.Rent(features.Length));
        filled = filled[..features.Length];
        for (int i = 0; i < filled.Length; i++)
        {
            filled[i] = Filled(Widen(features[i]), i);
        }

        double value = _sequential ? SequentialMargin<double>(filled, margin) : LaneMargin<double>(filled, margin);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        return value;
    }

    private double Filled(double value, int feature) =>
        double.IsNaN(value) && _fillValues is not null ? _fillValues[feature] : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T value)
        where T : unmanaged => typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, parameter);
        }
    }

    private static void ThrowLength(int actual, int expected, string parameter) =>
        throw new ArgumentException($"The span has {actual} values; the model needs {expected}.", parameter);
}
