using System.Buffers;
using System.Runtime.CompilerServices;

namespace Risk.Models.Trees;

/// <summary>Float64 rows for a model whose framework takes float32 rows: rounded first, as the framework would.</summary>
internal sealed class RoundedRowEngine(ITreeEngine engine) : ITreeDoubleEngine
{
    private const int StackFeatures = 1_024;

    public string Name => engine.Name;

    public long MemoryBytes => engine.MemoryBytes;

    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins) => engine.PredictMargin(row, margins);

    [SkipLocalsInit]
    public void PredictMargin(ReadOnlySpan<double> row, Span<double> margins)
    {
        if (row.Length <= StackFeatures)
        {
            Span<float> rounded = stackalloc float[StackFeatures];
            PredictMargin(row, rounded[..row.Length], margins);
            return;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(row.Length);
        PredictMargin(row, rented.AsSpan(0, row.Length), margins);
        ArrayPool<float>.Shared.Return(rented);
    }

    private void PredictMargin(ReadOnlySpan<double> row, Span<float> rounded, Span<double> margins)
    {
        for (int i = 0; i < row.Length; i++)
        {
            rounded[i] = (float)row[i];
        }

        engine.PredictMargin(rounded, margins);
    }
}
