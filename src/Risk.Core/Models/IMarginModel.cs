namespace Risk.Models;

/// <summary>
/// A model that can tell its margins (the values before the link function) and takes float64 rows as well. Margins are
/// carried as doubles: a float32 framework's margin is exactly representable.
/// </summary>
public interface IMarginModel : IRiskModel
{
    /// <summary>The number of margins; not always <see cref="IRiskModel.OutputCount"/>.</summary>
    int MarginCount { get; }

    /// <summary>The margins of a float32 row.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    void PredictMargin(ReadOnlySpan<float> features, Span<double> margins);

    /// <summary>The margins of a float64 row (compared in double where the framework does).</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    void PredictMargin(ReadOnlySpan<double> features, Span<double> margins);

    /// <summary>The margins of float32 rows that lie one after the other, row-major.</summary>
    /// <remarks>Allocations: none. Thread safety: safe. Bit for bit what the single-row form gives.</remarks>
    void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins);

    /// <summary>Applies the link function to one row's margins, in double.</summary>
    /// <param name="margins"><see cref="MarginCount"/> values.</param>
    /// <param name="outputs">Receives <see cref="IRiskModel.OutputCount"/> values.</param>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    void ApplyLink(ReadOnlySpan<double> margins, Span<double> outputs);
}
