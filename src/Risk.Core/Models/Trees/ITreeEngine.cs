namespace Risk.Models.Trees;

/// <summary>
/// A way to evaluate a tree ensemble. All engines give the same bits; they differ in what they can run and in
/// what they cost. Immutable and safe for any number of threads; the caller has checked the spans' lengths.
/// </summary>
internal interface ITreeEngine
{
    /// <summary>The strategy's name, as <see cref="ModelInfo.Engine"/> tells it and as it is forced by.</summary>
    string Name { get; }

    /// <summary>The bytes the engine's tables take.</summary>
    long MemoryBytes { get; }

    /// <summary>The margins of one float32 row.</summary>
    void PredictMargin(ReadOnlySpan<float> row, Span<double> margins);
}
