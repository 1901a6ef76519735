namespace Risk.Evaluation;

/// <summary>Where an attribute stands in a file.</summary>
/// <param name="Position">The attribute's position in the schema.</param>
/// <param name="Index">The column.</param>
internal readonly record struct CsvColumn(int Position, int Index);
