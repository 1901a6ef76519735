using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Reads the lists of TreeEnsemble (ai.onnx.ml 5), where leaves are numbered apart from inner nodes, trees are named by
/// their roots, and a test may be membership in a set.
/// </summary>
internal static class OnnxTreeTableReader5
{
    /// <summary>Reads the lists.</summary>
    /// <returns>The table; null when problems were reported.</returns>
    public static OnnxTreeTable? Read(OnnxNodeContext context, bool isDouble, int targetCount)
    {
        context.Ignore("nodes_hitrates");
        long[] features = context.Integers("nodes_featureids");
        int count = features.Length;
        long[] targets = context.Integers("leaf_targetids");
        double[] weights = Numbers(context, "leaf_weights", isDouble, targets.Length);
        long[] modes = context.Tensor("nodes_modes")?.Integers ?? [];
        long[] missing = context.Integers("nodes_missing_value_tracks_true");
        if (modes.Length != count || (missing.Length > 0 && missing.Length != count))
        {
            throw GraphException.Attribute(Text($"nodes_modes has {modes.Length} values and nodes_missing_value_tracks_true {missing.Length} for {count} nodes."));
        }

        for (int leaf = 0; leaf < targets.Length; leaf++)
        {
            if (targets[leaf] < 0 || targets[leaf] >= targetCount)
            {
                context.Report(OnnxCodes.Tree, Text($"leaf_targetids[{leaf}]"), Text($"{targets[leaf]} is none of the {targetCount} targets."));
            }
        }

        int[] whenTrue = Children(context, "nodes_truenodeids", "nodes_trueleafs", count, targets.Length);
        int[] whenFalse = Children(context, "nodes_falsenodeids", "nodes_falseleafs", count, targets.Length);
        OnnxTreeTable table = new()
        {
            Roots = Roots(context, whenTrue, whenFalse),
            Features = [.. features.Select(feature => (int)Math.Clamp(feature, -1, int.MaxValue))],
            Kinds = [.. modes.Select((mode, node) => Kind(context, mode, node))],
            Thresholds = Numbers(context, "nodes_splits", isDouble, count),
            MissingIsTrue = [.. Enumerable.Range(0, count).Select(node => missing.Length > 0 && missing[node] == 1)],
            WhenTrue = whenTrue,
            WhenFalse = whenFalse,
            Members = Members(context, modes, isDouble),
            LeafStart = [.. Enumerable.Range(0, targets.Length + 1)],
            Targets = [.. targets.Select(target => (int)Math.Clamp(target, 0, int.MaxValue))],
            Weights = weights,
        };
        return context.HasProblems ? null : table;
    }

    private static double[] Numbers(OnnxNodeContext context, string name, bool isDouble, int count)
    {
        OnnxTensor? tensor = context.Tensor(name);
        double[]? values = isDouble ? tensor?.Doubles : tensor?.Singles is { } singles ? [.. singles.Select(value => (double)value)] : null;
        return values?.Length == count
            ? values
            : throw GraphException.Attribute(Text($"{name} has to be a tensor of {count} values of the input's type."));
    }

    private static int[] Children(OnnxNodeContext context, string nodes, string leaves, int count, int leafCount)
    {
        long[] positions = context.Integers(nodes);
        long[] areLeaves = context.Integers(leaves);
        if (positions.Length != count || areLeaves.Length != count)
        {
            throw GraphException.Attribute(Text($"{nodes} has {positions.Length} values and {leaves} {areLeaves.Length} for {count} nodes."));
        }

        int[] children = new int[count];
        for (int node = 0; node < count; node++)
        {
            bool leaf = areLeaves[node] != 0;
            if (positions[node] < 0 || positions[node] >= (leaf ? leafCount : count))
            {
                context.Report(OnnxCodes.Tree, Text($"{nodes}[{node}]"), Text($"there is no {(leaf ? "leaf" : "node")} {positions[node]}."));
                continue;
            }

            children[node] = leaf ? ~(int)positions[node] : (int)positions[node];
        }

        return children;
    }

    // A tree of a single leaf is written as a node whose branches are both that leaf.
    private static int[] Roots(OnnxNodeContext context, int[] whenTrue, int[] whenFalse)
    {
        long[] given = context.Integers("tree_roots");
        int[] roots = new int[given.Length];
        for (int tree = 0; tree < roots.Length; tree++)
        {
            if (given[tree] < 0 || given[tree] >= whenTrue.Length)
            {
                context.Report(OnnxCodes.Tree, Text($"tree_roots[{tree}]"), Text($"there is no node {given[tree]}."));
                continue;
            }

            int root = (int)given[tree];
            roots[tree] = whenTrue[root] < 0 && whenTrue[root] == whenFalse[root] ? whenTrue[root] : root;
        }

        return roots.Length > 0 ? roots : throw GraphException.Attribute("tree_roots names no tree.");
    }

    private static SplitKind Kind(OnnxNodeContext context, long mode, int node)
    {
        switch (mode)
        {
            case 0:
                return SplitKind.LessOrEqual;
            case 1:
                return SplitKind.Less;
            case 2:
                return SplitKind.GreaterOrEqual;
            case 3:
                return SplitKind.Greater;
            case 4:
                return SplitKind.Equal;
            case 5:
                return SplitKind.NotEqual;
            case 6:
                return SplitKind.Member;
            default:
                context.Report(OnnxCodes.Tree, Text($"nodes_modes[{node}]"), Text($"there is no mode {mode}."));
                return SplitKind.LessOrEqual;
        }
    }

    /// <summary>Sets follow each other in the order of their nodes, each ended by NaN.</summary>
    private static double[]?[] Members(OnnxNodeContext context, long[] modes, bool isDouble)
    {
        OnnxTensor? tensor = context.Tensor("membership_values");
        double[] values = tensor is null ? [] : Numbers(context, "membership_values", isDouble, tensor.Length);
        double[]?[] members = new double[]?[modes.Length];
        int next = 0;
        for (int node = 0; node < modes.Length; node++)
        {
            if (modes[node] != 6)
            {
                continue;
            }

            int end = next;
            while (end < values.Length && !double.IsNaN(values[end]))
            {
                end++;
            }

            members[node] = next < end ? values[next..end] : [];
            if (members[node]!.Length == 0)
            {
                context.Report(OnnxCodes.Tree, Text($"nodes_modes[{node}]"), "the node's set in membership_values is empty.");
            }

            next = end + 1;
        }

        return members;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
