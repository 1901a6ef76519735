using System.Globalization;
using Risk.Models.Formats;

namespace Risk.Models.Trees;

/// <summary>Checks one tree of an ensemble.</summary>
internal sealed class TreeValidation(TreeEnsembleDefinition ensemble, TreeDefinition tree, FormatProblems problems, TreeFieldNames names, string path)
{
    /// <summary>Reports every problem of the tree.</summary>
    public void Run()
    {
        if (!CheckLengths())
        {
            return;
        }

        CheckLeaves();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            CheckNode(node);
        }

        CheckShape();
    }

    private bool CheckLengths()
    {
        int nodes = tree.NodeCount;
        bool widths = tree.LeafWidth == 1 || tree.LeafWidth == ensemble.MarginCount;
        if (!widths || tree.LeafValue.Length != (long)tree.LeafWidth * (nodes + 1))
        {
            problems.Error("RM036", $"{path}.{names.LeafValue}", Text($"{nodes} inner nodes have {nodes + 1} leaves, but there are {tree.LeafValue.Length} leaf values."));
            return false;
        }

        if (tree.LeafWidth == 1 && (uint)tree.Margin >= (uint)ensemble.MarginCount)
        {
            problems.Error("RM035", path, Text($"the tree adds to output {tree.Margin}, but the model has {ensemble.MarginCount}."));
        }

        if (!float.IsFinite(tree.Weight))
        {
            problems.Error("RM033", path, "the tree's weight must be a finite number.");
        }

        return CheckLength(names.Threshold, tree.Threshold.Length, nodes)
            & CheckLength(names.Left, tree.Left.Length, nodes)
            & CheckLength(names.Right, tree.Right.Length, nodes)
            & CheckLength(names.Feature, Math.Min(tree.Kind.Length, tree.Missing.Length), nodes)
            & CheckLength(names.Feature, tree.DefaultLeft.Length, nodes)
            & CheckLength(names.Categories, Math.Min(tree.CategoryStart.Length, tree.CategoryLength.Length), nodes)
            & (tree.NodeCover.Length == 0 || CheckLength(names.NodeCover, tree.NodeCover.Length, nodes))
            & (tree.LeafCover.Length == 0 || CheckLength(names.LeafCover, tree.LeafCover.Length, nodes + 1));
    }

    private bool CheckLength(string field, int actual, int expected)
    {
        if (actual == expected)
        {
            return true;
        }

        problems.Error("RM036", $"{path}.{field}", Text($"has {actual} items where the tree needs {expected}."));
        return false;
    }

    private void CheckLeaves()
    {
        for (int i = 0; i < tree.LeafValue.Length; i++)
        {
            if (!double.IsFinite(tree.LeafValue[i]))
            {
                problems.Error("RM033", At(names.LeafValue, i), "a leaf's value must be a finite number.");
            }
        }

        for (int i = 0; i < tree.LeafCover.Length; i++)
        {
            CheckCover(names.LeafCover, i, tree.LeafCover[i]);
        }

        if (tree.LinearLeaves is not { } linear)
        {
            return;
        }

        if (linear.Length != tree.LeafCount || tree.LeafWidth != 1)
        {
            problems.Error("RM036", $"{path}.{names.LinearLeaf}", "every leaf, or none, must have a linear model.");
            return;
        }

        for (int leaf = 0; leaf < linear.Length; leaf++)
        {
            CheckLinearLeaf(leaf, linear[leaf]);
        }
    }

    private void CheckLinearLeaf(int leaf, LinearLeaf linear)
    {
        bool finite = double.IsFinite(linear.Constant) && linear.Features.Length == linear.Coefficients.Length;
        foreach (double coefficient in linear.Coefficients)
        {
            finite &= double.IsFinite(coefficient);
        }

        if (!finite)
        {
            problems.Error("RM033", At(names.LinearLeaf, leaf), "the constant and coefficients of a leaf must be finite numbers, one per feature.");
        }

        foreach (int feature in linear.Features)
        {
            CheckFeature(names.LinearLeaf, leaf, feature);
        }
    }

    private void CheckNode(int node)
    {
        CheckFeature(names.Feature, node, tree.Feature[node]);
        CheckChild(names.Left, node, tree.Left[node]);
        CheckChild(names.Right, node, tree.Right[node]);
        if (tree.NodeCover.Length > 0)
        {
            CheckCover(names.NodeCover, node, tree.NodeCover[node]);
        }

        if (tree.Kind[node] < SplitKind.CategoryIn)
        {
            if (double.IsNaN(tree.Threshold[node]))
            {
                problems.Error("RM031", At(names.Threshold, node), "the threshold of an inner node must be a number, not NaN.");
            }

            return;
        }

        long start = tree.CategoryStart[node];
        long length = tree.CategoryLength[node];
        if (start < 0 || length < 0 || start + length > tree.CategoryWords.Length)
        {
            problems.Error("RM036", At(names.Categories, node), "the node's categories lie outside the sets of categories.");
        }
    }

    private void CheckFeature(string field, int index, int feature)
    {
        if ((uint)feature >= (uint)ensemble.FeatureCount)
        {
            problems.Error("RM032", At(field, index), Text($"{feature} is no feature: the model has the features 0 to {ensemble.FeatureCount - 1}."));
        }
    }

    private void CheckChild(string field, int node, int child)
    {
        if (child >= tree.NodeCount || ~child >= tree.LeafCount)
        {
            problems.Error("RM030", At(field, node), Text($"{child} is no node: the tree has {tree.NodeCount} inner nodes and {tree.LeafCount} leaves."));
        }
    }

    private void CheckCover(string field, int index, double cover)
    {
        if (!double.IsFinite(cover) || cover < 0)
        {
            problems.Error("RM034", At(field, index), "a cover must be a finite number that is not negative.");
        }
    }

    // Breadth first from the root. A tree of n inner nodes has n + 1 leaves, so when nothing is met twice
    // and every inner node is met, every leaf is met too.
    private void CheckShape()
    {
        if (tree.NodeCount == 0 || problems.Any)
        {
            return;
        }

        int[] depths = new int[tree.NodeCount];
        bool[] leaves = new bool[tree.LeafCount];
        List<int> order = [0];
        depths[0] = 1;
        for (int i = 0; i < order.Count; i++)
        {
            int node = order[i];
            if (depths[node] > TreeEnsembleDefinition.MaximumDepth)
            {
                problems.Error("RM037", path, Text($"the tree is more than {TreeEnsembleDefinition.MaximumDepth} levels deep."));
                return;
            }

            if (!Meet(names.Left, node, tree.Left[node], depths, leaves, order) || !Meet(names.Right, node, tree.Right[node], depths, leaves, order))
            {
                return;
            }
        }

        if (order.Count < tree.NodeCount)
        {
            problems.Error("RM030", path, Text($"{tree.NodeCount - order.Count} inner nodes can't be reached from the root: the nodes form no tree."));
        }
    }

    private bool Meet(string field, int node, int child, int[] depths, bool[] leaves, List<int> order)
    {
        bool again = child < 0 ? leaves[~child] : depths[child] > 0;
        if (again)
        {
            problems.Error("RM030", At(field, node), Text($"{child} has another parent already: the nodes form no tree."));
            return false;
        }

        if (child < 0)
        {
            leaves[~child] = true;
            return true;
        }

        depths[child] = depths[node] + 1;
        order.Add(child);
        return true;
    }

    private string At(string field, int index) => Text($"{path}.{field}[{index}]");

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
