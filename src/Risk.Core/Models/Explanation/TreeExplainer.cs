using System.Numerics;
using System.Runtime.Intrinsics;
using Risk.Models.Trees;

namespace Risk.Models.Explanation;

/// <summary>
/// Exact Shapley values of a tree ensemble's margin, path-dependent as in TreeSHAP: a feature outside a coalition goes both ways at its
/// tests, in the proportion of the training covers. In float64, whatever the ensemble's arithmetic.
/// </summary>
/// <remarks>
/// TreeSHAP sums over subsets by their sizes, quadratic in the depth for every leaf. Here the sum over subsets is the integral that
/// defines it (Owen's multilinear extension): a leaf of value v contributes to feature j
///
///   v (o_j - z_j) ∫ over t in [0, 1] of the product over the path's other features i of (t o_i + (1 - t) z_i),
///
/// where o_i is 1 when the row passes all of feature i's tests on the path, else 0, and z_i the part of training rows that does. The integrand is a
/// polynomial of a degree below the number of features on the path, so Gauss-Legendre quadrature with half as many nodes is no approximation.
/// At one node t the sum over leaves factorizes: with r the weight of a node's left side, d the difference of the means of its two sides and P the weight of the way to it,
///
///   r = (b t + (1 - t) Z c) / A     A = t + (1 - t) Z     mean = right + r d     contribution of the node's feature += P d (b - c) Z / A²
///
/// where c is the part of rows that went left, b is 1 when the row does, and Z is the part that passes the feature's tests above the node (1 without any, and then A is 1).
/// Once the row has failed a test of the feature above, r = c and nothing is contributed. One pass down for P, one pass up for the means: linear in
/// the nodes, every term positive, four quadrature nodes (paths of up to eight features) to a vector.
/// Where a file has no covers, every leaf counts alike. A linear leaf counts by its value for the row.
/// </remarks>
internal sealed class TreeExplainer
{
    private readonly TreeEnsembleDefinition _definition;
    private readonly ExplainedTree[] _trees;
    private readonly GaussLegendre[] _rules;
    private readonly int[] _features;
    private readonly bool _rowsAreSingle;
    private readonly int _nodes;
    private readonly int _linearLeaves;
    private readonly double[] _scale;
    private readonly double[] _base;

    public TreeExplainer(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _rowsAreSingle = definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        _features = FindFeatures(definition, out int[] slots);
        _trees = Array.ConvertAll(definition.Trees, tree => new ExplainedTree(tree, slots));
        _rules = FindRules();
        foreach (ExplainedTree tree in _trees)
        {
            _nodes = Math.Max(_nodes, tree.Nodes.Length);
            _linearLeaves = Math.Max(_linearLeaves, tree.Tree.LinearLeaves?.Length ?? 0);
        }

        _scale = new double[definition.MarginCount];
        _base = new double[definition.MarginCount];
        for (int margin = 0; margin < _base.Length; margin++)
        {
            _base[margin] = FindBase(margin);
        }
    }

    /// <summary>Adds up the contributions of one row to one margin.</summary>
    /// <returns>The base: the margin without knowing any feature.</returns>
    public double Explain<T>(ReadOnlySpan<T> row, int margin, Span<double> contributions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ExplanationScratch scratch = ExplanationScratch.Rent(_features.Length, _nodes, _linearLeaves);
        Span<double> values = scratch.Values.AsSpan(0, _features.Length);
        Gather(row, values);
        Span<Vector256<double>> sums = scratch.Contributions.AsSpan(0, _features.Length);
        sums.Clear();
        double linearBase = 0;
        for (int i = 0; i < _trees.Length; i++)
        {
            ExplainedTree tree = _trees[i];
            int width = tree.Tree.LeafWidth;
            if (width == 1 && tree.Tree.Margin != margin)
            {
                continue;
            }

            ReadOnlySpan<double> leafValues = tree.LeafValues;
            if (tree.Tree.LinearLeaves is { } linear)
            {
                Span<double> rowValues = scratch.LeafValues.AsSpan(0, linear.Length);
                EvaluateLinearLeaves(tree, linear, row, rowValues);
                linearBase += tree.Expected(rowValues, 1, 0);
                leafValues = rowValues;
            }

            if (tree.Nodes.Length > 0)
            {
                ExplanationKernel.Run(tree, _rules[i], values, leafValues, width, width == 1 ? 0 : margin, scratch);
            }
        }

        contributions.Clear();
        double scale = _scale[margin];
        for (int slot = 0; slot < sums.Length; slot++)
        {
            // In a fixed order, the same on every width of vectors.
            Vector256<double> sum = sums[slot];
            contributions[_features[slot]] = (sum.GetElement(0) + sum.GetElement(1) + (sum.GetElement(2) + sum.GetElement(3))) * scale;
        }

        return _base[margin] + (linearBase * scale);
    }

    private void Gather<T>(ReadOnlySpan<T> row, Span<double> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int slot = 0; slot < values.Length; slot++)
        {
            double value = double.CreateTruncating(row[_features[slot]]);
            values[slot] = _rowsAreSingle ? (float)value : value;
        }
    }

    private void EvaluateLinearLeaves<T>(ExplainedTree tree, LinearLeaf[] linear, ReadOnlySpan<T> row, Span<double> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int leaf = 0; leaf < linear.Length; leaf++)
        {
            double sum = linear[leaf].Constant;
            bool missing = false;
            int[] features = linear[leaf].Features;
            for (int i = 0; i < features.Length; i++)
            {
                double value = double.CreateTruncating(row[features[i]]);
                missing |= double.IsNaN(value);
                sum += linear[leaf].Coefficients[i] * (_rowsAreSingle ? (float)value : value);
            }

            values[leaf] = missing ? tree.LeafValues[leaf] : sum * tree.Tree.Weight;
        }
    }

    private static int[] FindFeatures(TreeEnsembleDefinition definition, out int[] slots)
    {
        bool[] used = new bool[definition.FeatureCount];
        foreach (TreeDefinition tree in definition.Trees)
        {
            foreach (int feature in tree.Feature)
            {
                used[feature] = true;
            }
        }

        slots = new int[used.Length];
        List<int> features = [];
        for (int feature = 0; feature < used.Length; feature++)
        {
            slots[feature] = features.Count;
            if (used[feature])
            {
                features.Add(feature);
            }
        }

        return [.. features];
    }

    // Trees whose paths have about as many features share a rule. A leaf with k features has an integrand of degree k - 1.
    private GaussLegendre[] FindRules()
    {
        Dictionary<int, GaussLegendre> rules = [];
        return Array.ConvertAll(_trees, tree =>
        {
            int groups = (Math.Max(tree.PathFeatures, 1) + (2 * GaussLegendre.GroupSize) - 1) / (2 * GaussLegendre.GroupSize);
            if (!rules.TryGetValue(groups, out GaussLegendre? rule))
            {
                rules[groups] = rule = GaussLegendre.ForDegree((groups * 2 * GaussLegendre.GroupSize) - 1);
            }

            return rule;
        });
    }

    private double FindBase(int margin)
    {
        double sum = 0;
        int count = 0;
        foreach (ExplainedTree tree in _trees)
        {
            int width = tree.Tree.LeafWidth;
            if (width > 1 || tree.Tree.Margin == margin)
            {
                count++;
                sum += tree.Tree.LinearLeaves is null ? tree.Expected(tree.LeafValues, width, width == 1 ? 0 : margin) : 0;
            }
        }

        _scale[margin] = _definition.Aggregate == TreeAggregate.Average && count > 0 ? 1.0 / count : 1;
        return _definition.BaseMargin[margin] + (sum * _scale[margin]);
    }
}
