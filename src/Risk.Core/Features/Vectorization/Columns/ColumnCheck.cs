namespace Risk.Features.Vectorization;

/// <summary>Asks which texts of a column are missing, and which are not among a run of known codes.</summary>
/// <param name="Column">The codes.</param>
/// <param name="First">The first known code.</param>
/// <param name="Count">How many follow one another.</param>
internal readonly record struct ColumnCheck(int Column, int First, int Count);
