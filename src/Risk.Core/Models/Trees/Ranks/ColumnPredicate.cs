namespace Risk.Models.Trees;

/// <summary>A test with a column to itself: 0 goes left, 1 right.</summary>
/// <param name="tree">The first tree with a node of that test.</param>
/// <param name="node">The node.</param>
/// <param name="column">The column.</param>
internal readonly struct ColumnPredicate(TreeDefinition tree, int node, int column)
{
    internal readonly int Feature = tree.Feature[node];

    internal readonly int Column = column;

    internal byte Evaluate(double value) => SplitTest.GoesLeft(tree, node, value) ? (byte)0 : (byte)1;
}
