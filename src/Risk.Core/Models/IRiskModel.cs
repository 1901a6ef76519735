using Risk.Models;

namespace Risk;

/// <summary>
/// A trained model: a row of float32 features in, one or more outputs out. Implement it to bring your own.
/// Implementations are immutable and safe for any number of threads.
/// </summary>
public interface IRiskModel
{
    /// <summary>The number of features a row has.</summary>
    int FeatureCount { get; }

    /// <summary>The number of outputs: 1 for a binary classifier or regression, the number of classes otherwise.</summary>
    int OutputCount { get; }

    /// <summary>What the model is and where it comes from.</summary>
    ModelInfo Info { get; }

    /// <summary>
    /// Scores one row. Outputs are what the objective makes of the margins: probabilities for classifiers, plain values for
    /// anything else. A missing feature is NaN.
    /// </summary>
    /// <param name="features">Exactly <see cref="FeatureCount"/> values.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    void Predict(ReadOnlySpan<float> features, Span<float> outputs);

    /// <summary>Scores rows that lie one after the other.</summary>
    /// <param name="rows">Row-major, a multiple of <see cref="FeatureCount"/> values.</param>
    /// <param name="outputs">Receives <see cref="OutputCount"/> values a row, row-major.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>Allocations: none. Thread safety: safe. Bit for bit what <see cref="Predict"/> gives row by row.</remarks>
    void PredictBatch(ReadOnlySpan<float> rows, Span<float> outputs)
    {
        int count = FeatureCount == 0 ? 0 : rows.Length / FeatureCount;
        for (int row = 0; row < count; row++)
        {
            Predict(rows.Slice(row * FeatureCount, FeatureCount), outputs.Slice(row * OutputCount, OutputCount));
        }
    }
}
