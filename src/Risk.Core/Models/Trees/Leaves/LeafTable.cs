using System.Numerics;

namespace Risk.Models.Trees;

/// <summary>
/// The leaf values of an ensemble, weighted and rounded once, and the addition in file order. Engines of the plain case (one sum of
/// constant leaves) add for themselves; all others find leaves and leave the rest to it.
/// </summary>
internal sealed unsafe class LeafTable
{
    private readonly TreeEnsembleDefinition _definition;
    private readonly int[] _treesPerMargin;
    private readonly bool _baseFirst;
    private readonly double[][] _values;

    internal LeafTable(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _treesPerMargin = ReferenceTreeEngine.CountTrees(definition);
        _baseFirst = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.Double;
        IsSingle = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        IsPlainSum = definition.MarginCount == 1 && definition.Aggregate == TreeAggregate.Sum
            && Array.TrueForAll(definition.Trees, static tree => tree.LeafWidth == 1 && tree.LinearLeaves is null);
        _values = Array.ConvertAll(definition.Trees, Weigh);
    }

    /// <summary>Leaves, and rows, are float32.</summary>
    internal bool IsSingle { get; }

    /// <summary>One margin, the sum of constant leaves.</summary>
    internal bool IsPlainSum { get; }

    /// <summary>The value of a leaf of a tree without vector leaves: rounded, weighted.</summary>
    internal double Value(int tree, int leaf) => _values[tree][leaf];

    /// <summary>What a plain sum starts from.</summary>
    internal double PlainStart => Start(0);

    /// <summary>What a plain sum comes to.</summary>
    internal double PlainFinish(double sum) => Finish(0, sum);

    /// <summary>Sets margins to what their sums start from.</summary>
    internal void Start(Span<double> margins)
    {
        for (int margin = 0; margin < margins.Length; margin++)
        {
            margins[margin] = Start(margin);
        }
    }

    /// <summary>Adds the leaves that a row reaches in trees that follow each other.</summary>
    internal void Add<TRow>(int firstTree, ReadOnlySpan<int> leaves, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        if (IsSingle)
            Add<TRow, SingleArithmetic>(firstTree, leaves, row, margins);
        else
            Add<TRow, DoubleArithmetic>(firstTree, leaves, row, margins);
    }

    /// <summary>Turns sums into margins.</summary>
    internal void Finish(Span<double> margins)
    {
        for (int margin = 0; margin < margins.Length; margin++)
        {
            margins[margin] = Finish(margin, margins[margin]);
        }
    }

    private double Start(int margin) => IsSingle
        ? TreeAggregation.Start<SingleArithmetic>(_definition.Aggregate, _definition.BaseMargin[margin], _baseFirst)
        : TreeAggregation.Start<DoubleArithmetic>(_definition.Aggregate, _definition.BaseMargin[margin], _baseFirst);

    private double Finish(int margin, double sum) => IsSingle
        ? TreeAggregation.Finish<SingleArithmetic>(_definition.Aggregate, sum, _definition.BaseMargin[margin], _baseFirst, _treesPerMargin[margin])
        : TreeAggregation.Finish<DoubleArithmetic>(_definition.Aggregate, sum, _definition.BaseMargin[margin], _baseFirst, _treesPerMargin[margin]);

    private void Add<TRow, TArithmetic>(int firstTree, ReadOnlySpan<int> leaves, TRow* row, Span<double> margins)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
        where TArithmetic : ITreeArithmetic
    {
        TreeAggregate aggregate = _definition.Aggregate;
        for (int i = 0; i < leaves.Length; i++)
        {
            TreeDefinition tree = _definition.Trees[firstTree + i];
            double[] values = _values[firstTree + i];
            if (tree.LeafWidth == 1)
            {
                double value = tree.LinearLeaves is null
                    ? values[leaves[i]]
                    : TArithmetic.Multiply(LinearValue(tree, leaves[i], row), tree.Weight);
                margins[tree.Margin] = TreeAggregation.Add<TArithmetic>(aggregate, margins[tree.Margin], value);
                continue;
            }

            int first = leaves[i] * tree.LeafWidth;
            for (int margin = 0; margin < margins.Length; margin++)
            {
                margins[margin] = TreeAggregation.Add<TArithmetic>(aggregate, margins[margin], values[first + margin]);
            }
        }
    }

    // The feature positions were validated when the model was read.
    private static double LinearValue<TRow>(TreeDefinition tree, int leaf, TRow* row)
        where TRow : unmanaged, IBinaryFloatingPointIeee754<TRow>
    {
        LinearLeaf linear = tree.LinearLeaves![leaf];
        double sum = linear.Constant;
        for (int i = 0; i < linear.Features.Length; i++)
        {
            double value = double.CreateTruncating(row[linear.Features[i]]);
            if (double.IsNaN(value))
                return tree.LeafValue[leaf];
            sum += linear.Coefficients[i] * value;
        }

        return sum;
    }

    private double[] Weigh(TreeDefinition tree)
    {
        var values = new double[tree.LeafValue.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = IsSingle
                ? SingleArithmetic.Multiply(tree.LeafValue[i], tree.Weight)
                : DoubleArithmetic.Multiply(tree.LeafValue[i], tree.Weight);
        }

        return values;
    }
}
