namespace Risk.Features.Vectorization;

/// <summary>A feature that is 1 where a column has a code, else 0.</summary>
/// <param name="Column">The codes.</param>
/// <param name="Code">The code.</param>
/// <param name="Feature">The feature's column.</param>
internal readonly record struct ColumnIndicator(int Column, int Code, int Feature);
