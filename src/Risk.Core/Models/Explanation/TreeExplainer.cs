using System.Numerics;
using System.Runtime.CompilerServices;
using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>
/// Exact Shapley values of a tree ensemble's margin, path-dependent (TreeSHAP, Lundberg and others, 2018): a feature that is not
/// in a coalition goes both ways at its tests, in the proportion of the training covers. In float64, whatever the ensemble's arithmetic.
/// </summary>
/// <remarks>
/// For one leaf the game is a product over the features of its path: 1 or 0 for a known feature, as the row passes all of the
/// feature's tests or not, and the product of the covers' proportions for an unknown one. The path of unique features is kept with the weights of
/// its subsets by size; going down extends it, a feature that is met again is first unwound. O(leaves · depth²) a tree.
/// Without recursion: the pending nodes lie in the thread's scratch.
/// Where a file has no covers, every leaf counts alike. A linear leaf counts by its value for the row.
/// </remarks>
internal sealed class TreeExplainer
{
    private readonly TreeEnsembleDefinition _definition;
    private readonly TreeFractions[] _fractions;
    private readonly bool _rowsAreSingle;
    private readonly int _frames;
    private readonly int _elements;
    private readonly double[] _scale;
    private readonly double[] _base;
    private readonly bool _hasLinearLeaves;

    public TreeExplainer(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _rowsAreSingle = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        _fractions = Array.ConvertAll(definition.Trees, tree => new TreeFractions(tree));
        _hasLinearLeaves = Array.Exists(definition.Trees, tree => tree.LinearLeaves is not null);
        foreach (TreeFractions fractions in _fractions)
        {
            // Below a node one sibling waits per level, and every level holds a copy of the path so far.
            _frames = Math.Max(_frames, fractions.Depth + 2);
            _elements = Math.Max(_elements, fractions.PathElements);
        }

        _scale = new double[definition.MarginCount];
        _base = new double[definition.MarginCount];
        for (int margin = 0; margin < _base.Length; margin++)
        {
            int trees = Array.FindAll(definition.Trees, tree => tree.LeafWidth > 1 || tree.Margin == margin).Length;
            _scale[margin] = definition.Aggregate == TreeAggregate.Average && trees > 0 ? 1.0 / trees : 1;
            _base[margin] = definition.BaseMargin[margin] + (_scale[margin] * ExpectedSum(margin));
        }
    }

    /// <summary>Adds up the contributions of one row to one margin.</summary>
    /// <returns>The base: the margin without knowing any feature.</returns>
    [SkipLocalsInit]
    public double Explain<T>(ReadOnlySpan<T> row, int margin, Span<double> contributions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        contributions.Clear();
        TreeExplainerScratch scratch = TreeExplainerScratch.Rent(_frames, _elements);
        double linearBase = 0;
        for (int tree = 0; tree < _fractions.Length; tree++)
        {
            TreeDefinition definition = _definition.Trees[tree];
            if (definition.LeafWidth == 1 && definition.Margin != margin)
            {
                continue;
            }

            if (definition.LinearLeaves is not null)
            {
                linearBase += _fractions[tree].ExpectedLinear(row, _rowsAreSingle);
            }

            if (definition.NodeCount > 0)
            {
                TreeWalk<T> walk = new(_fractions[tree], row, margin, _rowsAreSingle, scratch, contributions);
                walk.Run();
            }
        }

        double scale = _scale[margin];
        if (scale != 1)
        {
            foreach (ref double contribution in contributions)
            {
                contribution *= scale;
            }
        }

        return _hasLinearLeaves ? _base[margin] + (scale * linearBase) : _base[margin];
    }

    private double ExpectedSum(int margin)
    {
        double sum = 0;
        for (int tree = 0; tree < _fractions.Length; tree++)
        {
            TreeDefinition definition = _definition.Trees[tree];
            if (definition.LinearLeaves is null && (definition.LeafWidth > 1 || definition.Margin == margin))
            {
                sum += _fractions[tree].Expected(margin);
            }
        }

        return sum;
    }
}
