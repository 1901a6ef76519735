namespace Risk.Features.Vectorization;

/// <summary>Neighbouring features whose columns are neighbours.</summary>
/// <param name="Feature">The first feature.</param>
/// <param name="Column">Its column.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct FeatureRun(int Feature, int Column, int Count);
