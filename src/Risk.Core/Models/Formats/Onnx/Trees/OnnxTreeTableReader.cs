using System.Globalization;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>
/// Reads the node lists of TreeEnsembleClassifier and TreeEnsembleRegressor, where leaves are nodes and votes are a list of
/// their own. A tree is a run of nodes with the same tree id, its first node the root, as ONNX Runtime has it.
/// </summary>
internal sealed class OnnxTreeTableReader
{
    private readonly OnnxNodeContext _context;
    private readonly string _votes;
    private readonly bool _isDouble;
    private readonly int _targetCount;
    private readonly long[] _trees;
    private readonly long[] _nodes;
    private readonly Dictionary<(long Tree, long Node), int> _references = [];

    private OnnxTreeTableReader(OnnxNodeContext context, string votes, bool isDouble, int targetCount)
    {
        _context = context;
        _votes = votes;
        _isDouble = isDouble;
        _targetCount = targetCount;
        _trees = context.Integers("nodes_treeids");
        _nodes = Column("nodes_nodeids", _trees.Length);
    }

    /// <summary>Reads the lists.</summary>
    /// <param name="context">The node.</param>
    /// <param name="votes">What the lists of votes begin with: <c>class</c> or <c>target</c>.</param>
    /// <param name="isDouble">Whether the rows are float64.</param>
    /// <param name="targetCount">The number of classes or targets.</param>
    /// <returns>The table; null when problems were reported.</returns>
    public static OnnxTreeTable? Read(OnnxNodeContext context, string votes, bool isDouble, int targetCount) =>
        new OnnxTreeTableReader(context, votes, isDouble, targetCount).Read();

    /// <summary>A list of numbers that is written as floats, or as a tensor of the rows' type.</summary>
    public static double[] Numbers(OnnxNodeContext context, string name, bool isDouble)
    {
        float[] singles = context.Singles(name);
        OnnxTensor? tensor = context.Tensor($"{name}_as_tensor");
        if (tensor is null)
        {
            return [.. singles.Select(value => (double)value)];
        }

        if (singles.Length > 0 || (isDouble ? tensor.Doubles is null : tensor.Singles is null))
        {
            throw GraphException.Attribute($"{name}_as_tensor has to be of the input's type, and the only form of {name}.");
        }

        return tensor.Doubles ?? [.. tensor.Singles!.Select(value => (double)value)];
    }

    private OnnxTreeTable? Read()
    {
        _context.Ignore("nodes_hitrates", "nodes_hitrates_as_tensor");
        string[] modes = _context.Texts("nodes_modes");
        if (modes.Length != _trees.Length || _trees.Length == 0)
        {
            throw GraphException.Attribute(Text($"nodes_modes has {modes.Length} values for {_trees.Length} nodes."));
        }

        int[] inner = Number(modes);
        OnnxTreeTable table = ReadNodes(modes, inner);
        return _context.HasProblems ? null : ReadVotes(table, _trees.Length - inner.Length);
    }

    /// <summary>Gives every inner node and every leaf its reference.</summary>
    /// <returns>The positions of inner nodes in the lists.</returns>
    private int[] Number(string[] modes)
    {
        List<int> inner = [];
        int leaves = 0;
        HashSet<long> begun = [];
        for (int i = 0; i < _trees.Length; i++)
        {
            if (BeginsTree(i) && !begun.Add(_trees[i]))
            {
                _context.Report(OnnxCodes.Tree, Text($"nodes_treeids[{i}]"), Text($"the nodes of tree {_trees[i]} aren't together."));
            }

            int reference = modes[i] == "LEAF" ? ~leaves++ : inner.Count;
            if (reference >= 0)
            {
                inner.Add(i);
            }

            if (!_references.TryAdd((_trees[i], _nodes[i]), reference))
            {
                _context.Report(OnnxCodes.Tree, Text($"nodes_nodeids[{i}]"), Text($"tree {_trees[i]} has node {_nodes[i]} already."));
            }
        }

        return [.. inner];
    }

    private bool BeginsTree(int position) => position == 0 || _trees[position] != _trees[position - 1];

    private OnnxTreeTable ReadNodes(string[] modes, int[] inner)
    {
        int count = _trees.Length;
        long[] features = Column("nodes_featureids", count);
        long[] whenTrue = Column("nodes_truenodeids", count);
        long[] whenFalse = Column("nodes_falsenodeids", count);
        long[] missing = _context.Integers("nodes_missing_value_tracks_true");
        double[] values = Numbers(_context, "nodes_values", _isDouble);
        if (values.Length != count || (missing.Length > 0 && missing.Length != count))
        {
            throw GraphException.Attribute(Text($"nodes_values has {values.Length} values and nodes_missing_value_tracks_true {missing.Length} for {count} nodes."));
        }

        return new OnnxTreeTable
        {
            Roots = [.. Enumerable.Range(0, count).Where(BeginsTree).Select(i => _references[(_trees[i], _nodes[i])])],
            Features = [.. inner.Select(i => (int)Math.Clamp(features[i], -1, int.MaxValue))],
            Kinds = [.. inner.Select(i => Kind(modes[i], i))],
            Thresholds = [.. inner.Select(i => values[i])],
            MissingIsTrue = [.. inner.Select(i => missing.Length > 0 && missing[i] == 1)],
            WhenTrue = [.. inner.Select(i => Child("nodes_truenodeids", i, whenTrue[i]))],
            WhenFalse = [.. inner.Select(i => Child("nodes_falsenodeids", i, whenFalse[i]))],
            Members = new double[]?[inner.Length],
            LeafStart = [],
            Targets = [],
            Weights = [],
        };
    }

    private SplitKind Kind(string mode, int position)
    {
        switch (mode)
        {
            case "BRANCH_LEQ":
                return SplitKind.LessOrEqual;
            case "BRANCH_LT":
                return SplitKind.Less;
            case "BRANCH_GTE":
                return SplitKind.GreaterOrEqual;
            case "BRANCH_GT":
                return SplitKind.Greater;
            case "BRANCH_EQ":
                return SplitKind.Equal;
            case "BRANCH_NEQ":
                return SplitKind.NotEqual;
            default:
                _context.Report(OnnxCodes.Tree, Text($"nodes_modes[{position}]"), $"there is no mode '{mode}'.");
                return SplitKind.LessOrEqual;
        }
    }

    private int Child(string list, int position, long node)
    {
        if (_references.TryGetValue((_trees[position], node), out int reference))
        {
            return reference;
        }

        _context.Report(OnnxCodes.Tree, Text($"{list}[{position}]"), Text($"tree {_trees[position]} has no node {node}."));
        return ~0;
    }

    /// <summary>Sorts the votes by leaves; those for inner nodes, which old converters wrote, don't count.</summary>
    private OnnxTreeTable? ReadVotes(OnnxTreeTable table, int leafCount)
    {
        long[] voteTrees = _context.Integers($"{_votes}_treeids");
        long[] voteNodes = Column($"{_votes}_nodeids", voteTrees.Length);
        long[] targets = Column($"{_votes}_ids", voteTrees.Length);
        double[] weights = Numbers(_context, $"{_votes}_weights", _isDouble);
        if (weights.Length != voteTrees.Length)
        {
            throw GraphException.Attribute(Text($"{_votes}_weights has {weights.Length} values for {voteTrees.Length} votes."));
        }

        int[] leaves = new int[voteTrees.Length];
        int[] start = new int[leafCount + 1];
        for (int i = 0; i < leaves.Length; i++)
        {
            if (!_references.TryGetValue((voteTrees[i], voteNodes[i]), out int reference))
            {
                _context.Report(OnnxCodes.Tree, Text($"{_votes}_nodeids[{i}]"), Text($"tree {voteTrees[i]} has no node {voteNodes[i]}."));
            }
            else if (targets[i] < 0 || targets[i] >= _targetCount)
            {
                _context.Report(OnnxCodes.Tree, Text($"{_votes}_ids[{i}]"), Text($"{targets[i]} is none of the {_targetCount} classes or targets."));
            }

            leaves[i] = reference < 0 ? ~reference : -1;
            start[leaves[i] + 1] += leaves[i] < 0 ? 0 : 1;
        }

        for (int leaf = 0; leaf < leafCount; leaf++)
        {
            start[leaf + 1] += start[leaf];
        }

        int[] next = start.AsSpan(0, leafCount).ToArray();
        int[] sortedTargets = new int[start[leafCount]];
        double[] sortedWeights = new double[start[leafCount]];
        for (int i = 0; i < leaves.Length; i++)
        {
            if (leaves[i] >= 0)
            {
                sortedTargets[next[leaves[i]]] = (int)targets[i];
                sortedWeights[next[leaves[i]]++] = weights[i];
            }
        }

        CheckVotes(start, sortedTargets, leafCount);
        return _context.HasProblems ? null : table with { LeafStart = start, Targets = sortedTargets, Weights = sortedWeights };
    }

    private void CheckVotes(int[] start, int[] targets, int leafCount)
    {
        HashSet<int> seen = [];
        for (int leaf = 0; leaf < leafCount && !_context.HasEnoughProblems; leaf++)
        {
            seen.Clear();
            bool unique = true;
            for (int vote = start[leaf]; vote < start[leaf + 1]; vote++)
            {
                unique &= seen.Add(targets[vote]);
            }

            if (seen.Count == 0 || !unique)
            {
                (long tree, long node) = _references.First(pair => pair.Value == ~leaf).Key;
                string problem = seen.Count == 0 ? "no weight" : "two weights for one target";
                _context.Report(OnnxCodes.Tree, $"{_votes}_nodeids", Text($"the leaf {node} of tree {tree} has {problem}."));
            }
        }
    }

    private long[] Column(string name, int length)
    {
        long[] values = _context.Integers(name);
        return values.Length == length ? values : throw GraphException.Attribute(Text($"{name} has {values.Length} values where there are {length} nodes or votes."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
