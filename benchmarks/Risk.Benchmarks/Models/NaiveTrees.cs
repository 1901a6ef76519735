using Risk.Models.Trees;

namespace Risk.Benchmarks.Models;

/// <summary>What one writes by hand: a node is an object, a row goes from one to the next.</summary>
internal sealed class NaiveTrees
{
    private readonly Node[] _roots;
    private readonly bool _strict;
    private readonly bool _single;
    private readonly double _base;

    public NaiveTrees(TreeEnsembleDefinition definition)
    {
        _strict = definition.Trees.Any(static tree => tree.Kind.Contains(SplitKind.Less));
        _single = definition.Arithmetic == TreeArithmetic.Single;
        _base = definition.BaseMargin[0];
        _roots = [.. definition.Trees.Select(static tree => Build(tree, tree.NodeCount == 0 ? ~0 : 0))];
    }

    /// <summary>The probability of a row without missing values.</summary>
    public float Predict(ReadOnlySpan<float> row)
    {
        double margin = _single ? SumSingle(row) : SumDouble(row);
        return (float)(1 / (1 + Math.Exp(-margin)));
    }

    private float SumSingle(ReadOnlySpan<float> row)
    {
        float sum = (float)_base;
        foreach (Node root in _roots)
        {
            sum += (float)Find(root, row).Value;
        }

        return sum;
    }

    private double SumDouble(ReadOnlySpan<float> row)
    {
        double sum = _base;
        foreach (Node root in _roots)
        {
            sum += Find(root, row).Value;
        }

        return sum;
    }

    private Node Find(Node node, ReadOnlySpan<float> row)
    {
        while (node.Left is not null)
        {
            double value = row[node.Feature];
            node = (_strict ? value < node.Threshold : value <= node.Threshold) ? node.Left : node.Right!;
        }

        return node;
    }

    private static Node Build(TreeDefinition tree, int node) => node < 0
        ? new Node { Value = tree.LeafValue[~node] }
        : new Node
        {
            Feature = tree.Feature[node],
            Threshold = tree.Threshold[node],
            Left = Build(tree, tree.Left[node]),
            Right = Build(tree, tree.Right[node]),
        };

    private sealed class Node
    {
        public int Feature { get; init; }

        public double Threshold { get; init; }

        public double Value { get; init; }

        public Node? Left { get; init; }

        public Node? Right { get; init; }
    }
}
