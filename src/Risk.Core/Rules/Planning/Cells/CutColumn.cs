namespace Risk.Rules.Planning;

/// <summary>
/// A number or boolean that is turned into a cell: the number of bounds it reaches. The first bound is minus infinity, so that
/// only a missing value reaches none. Few bounds lie in blocks that are counted one by one. Many are a tree of two levels:
/// every ninth bound is a separator in the root, and the eight before it are a leaf.
/// </summary>
/// <param name="Position">The attribute's position in the row.</param>
/// <param name="Cells">The index of cell 0 in the plan's cell table.</param>
/// <param name="Root">Where the root (or, without leaves, all bounds) starts among the bounds.</param>
/// <param name="RootBlocks">The blocks of the root.</param>
/// <param name="Leaves">Where the leaves start among the bounds; -1 when there are none.</param>
/// <param name="Clears">Where the cells' lists of bits to clear start; -1 when every cell has a row of its own.</param>
/// <param name="Count">The number of bounds, and so of the highest cell.</param>
internal readonly record struct CutColumn(int Position, int Cells, int Root, int RootBlocks, int Leaves, int Clears, int Count);
