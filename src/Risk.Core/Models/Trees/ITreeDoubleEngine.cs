namespace Risk.Models.Trees;

/// <summary>An engine that takes float64 rows, compared in double where the framework does.</summary>
internal interface ITreeDoubleEngine : ITreeEngine
{
    /// <summary>The margins of one float64 row.</summary>
    void PredictMargin(ReadOnlySpan<double> row, Span<double> margins);
}
