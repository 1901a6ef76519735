namespace Risk.Rules.Planning;

/// <summary>
/// A source that is turned into a cell. Its cells are neighbours in the plan's cell table: cell 0 is missing, the others
/// depend on the kind; before cell 0 stands the row for the possible reading of missing.
/// </summary>
/// <param name="First">The attribute's position in the row.</param>
/// <param name="Second">The other attribute's position, of pairs.</param>
/// <param name="Cells">The index of cell 0.</param>
/// <param name="Count">The number of codes that have a cell of their own, of texts.</param>
internal readonly record struct CellColumn(int First, int Second, int Cells, int Count);
