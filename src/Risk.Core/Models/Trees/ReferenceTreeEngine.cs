using System.Numerics;

namespace Risk.Models.Trees;

/// <summary>
/// The scalar reference: walks each definition node by node and adds in file order, as plainly as it can be said.
/// It runs every model, and it is the law that the fast engines are tested against.
/// </summary>
internal sealed class ReferenceTreeEngine : ITreeDoubleEngine
{
    internal const string EngineName = "reference";

    private readonly TreeEnsembleDefinition _definition;
    private readonly bool _rowsAreSingle;
    private readonly int[] _treesPerMargin;

    internal ReferenceTreeEngine(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _rowsAreSingle = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        _treesPerMargin = CountTrees(definition);
    }

    public string Name => EngineName;

    public long MemoryBytes => 0;

    public void PredictMargin(ReadOnlySpan<float> row, Span<double> margins) => Evaluate(row, margins);

    public void PredictMargin(ReadOnlySpan<double> row, Span<double> margins) => Evaluate(row, margins);

    /// <summary>The leaf of a tree that a row reaches.</summary>
    internal static int FindLeaf<T>(TreeDefinition tree, ReadOnlySpan<T> row, bool rowsAreSingle)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tree.NodeCount == 0)
            return 0;

        int node = 0;
        while (node >= 0)
        {
            double value = Value(row[tree.Feature[node]], rowsAreSingle);
            node = SplitTest.GoesLeft(tree, node, value) ? tree.Left[node] : tree.Right[node];
        }

        return ~node;
    }

    /// <summary>How many trees add to each margin.</summary>
    internal static int[] CountTrees(TreeEnsembleDefinition definition)
    {
        var counts = new int[definition.MarginCount];
        foreach (TreeDefinition tree in definition.Trees)
        {
            for (int margin = 0; margin < counts.Length; margin++)
            {
                if (tree.LeafWidth > 1 || tree.Margin == margin)
                    counts[margin]++;
            }
        }

        return counts;
    }

    private void Evaluate<T>(ReadOnlySpan<T> row, Span<double> margins)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (_definition.Arithmetic)
        {
            case TreeArithmetic.Single: Evaluate<T, SingleArithmetic>(row, margins, baseFirst: true); break;
            case TreeArithmetic.Double: Evaluate<T, DoubleArithmetic>(row, margins, baseFirst: true); break;
            case TreeArithmetic.OnnxSingle: Evaluate<T, SingleArithmetic>(row, margins, baseFirst: false); break;
            default: Evaluate<T, DoubleArithmetic>(row, margins, baseFirst: false); break;
        }
    }

    private void Evaluate<T, TArithmetic>(ReadOnlySpan<T> row, Span<double> margins, bool baseFirst)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArithmetic : ITreeArithmetic
    {
        TreeAggregate aggregate = _definition.Aggregate;
        for (int margin = 0; margin < margins.Length; margin++)
        {
            margins[margin] = TreeAggregation.Start<TArithmetic>(aggregate, _definition.BaseMargin[margin], baseFirst);
        }

        foreach (TreeDefinition tree in _definition.Trees)
        {
            int leaf = FindLeaf(tree, row, _rowsAreSingle);
            if (tree.LeafWidth == 1)
            {
                double value = TArithmetic.Multiply(LeafValue(tree, leaf, row), tree.Weight);
                margins[tree.Margin] = TreeAggregation.Add<TArithmetic>(aggregate, margins[tree.Margin], value);
                continue;
            }

            for (int margin = 0; margin < margins.Length; margin++)
            {
                double value = TArithmetic.Multiply(tree.LeafValue[leaf * tree.LeafWidth + margin], tree.Weight);
                margins[margin] = TreeAggregation.Add<TArithmetic>(aggregate, margins[margin], value);
            }
        }

        for (int margin = 0; margin < margins.Length; margin++)
        {
            margins[margin] = TreeAggregation.Finish<TArithmetic>(
                aggregate, margins[margin], _definition.BaseMargin[margin], baseFirst, _treesPerMargin[margin]);
        }
    }

    private double LeafValue<T>(TreeDefinition tree, int leaf, ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tree.LinearLeaves is null)
            return tree.LeafValue[leaf];

        LinearLeaf linear = tree.LinearLeaves[leaf];
        double sum = linear.Constant;
        for (int i = 0; i < linear.Features.Length; i++)
        {
            double value = Value(row[linear.Features[i]], _rowsAreSingle);
            if (double.IsNaN(value))
                return tree.LeafValue[leaf];
            sum += linear.Coefficients[i] * value;
        }

        return sum;
    }

    private static double Value<T>(T value, bool rowsAreSingle)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double wide = double.CreateTruncating(value);
        return rowsAreSingle ? (float)wide : wide;
    }
}
