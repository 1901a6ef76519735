namespace Risk.Models.Trees;

/// <summary>An engine with a way of its own through many rows at once.</summary>
internal interface ITreeBatchEngine : ITreeEngine
{
    /// <summary>The margins of float32 rows that lie one after the other.</summary>
    void PredictMarginBatch(ReadOnlySpan<float> rows, Span<double> margins);
}
