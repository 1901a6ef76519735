namespace Risk.Rules.Planning;

/// <summary>
/// A number that is turned into a cell: cell 1 + the number of cuts below it. Few cuts lie in blocks that are counted one by
/// one. Many are a tree of two levels: every ninth cut is a separator in the root, and the eight before it are a leaf.
/// </summary>
/// <param name="Position">The attribute's position in the row.</param>
/// <param name="Cells">The index of cell 0 in the plan's cell table.</param>
/// <param name="Root">Where the root (or, without leaves, all cuts) starts among the cuts.</param>
/// <param name="RootBlocks">The blocks of the root.</param>
/// <param name="Leaves">Where the leaves start among the cuts.</param>
/// <param name="Clears">Where the cells' lists of bits to clear start; -1 when every cell has a row of its own.</param>
internal readonly record struct CutColumn(int Position, int Cells, int Root, int RootBlocks, int Leaves, int Clears);
