namespace Risk.Onnx.Tests.NativeReader;

/// <summary>Random tree ensembles as ONNX operators of versions 3 and 5.</summary>
internal sealed class TreeFiles(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<long> _trees = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _features = [];
    private readonly List<string> _modes = [];
    private readonly List<float> _values = [];
    private readonly List<long> _true = [];
    private readonly List<long> _false = [];
    private readonly List<long> _missing = [];
    private readonly List<long> _voteTrees = [];
    private readonly List<long> _voteNodes = [];
    private readonly List<long> _targets = [];
    private readonly List<float> _weights = [];

    /// <summary>The modes that inner nodes are drawn from.</summary>
    public string[] Modes { get; init; } = ["BRANCH_LEQ"];

    /// <summary>The number of features.</summary>
    public int Features { get; init; } = 5;

    /// <summary>Whether some nodes send NaN to the true branch.</summary>
    public bool TracksMissing { get; init; }

    /// <summary>What a leaf votes for, drawn for each leaf.</summary>
    public Func<Random, long[]> Votes { get; init; } = _ => [0];

    /// <summary>The weight of a vote.</summary>
    public Func<Random, float> Weight { get; init; } = random => (float)(random.NextDouble() - 0.5);

    /// <summary>Adds trees.</summary>
    public TreeFiles Grow(int count, int depth)
    {
        for (int tree = 0; tree < count; tree++)
        {
            int next = 1;
            Grow(tree, 0, depth, ref next);
        }

        return this;
    }

    /// <summary>The lists of nodes and votes as attributes.</summary>
    /// <param name="votes"><c>class</c> or <c>target</c>.</param>
    /// <param name="others">Further attributes.</param>
    public (string Name, object Value)[] Attributes(string votes, params (string Name, object Value)[] others) =>
    [
        ("nodes_treeids", _trees.ToArray()),
        ("nodes_nodeids", _nodes.ToArray()),
        ("nodes_featureids", _features.ToArray()),
        ("nodes_modes", _modes.ToArray()),
        ("nodes_values", _values.ToArray()),
        ("nodes_truenodeids", _true.ToArray()),
        ("nodes_falsenodeids", _false.ToArray()),
        ("nodes_missing_value_tracks_true", _missing.ToArray()),
        ($"{votes}_treeids", _voteTrees.ToArray()),
        ($"{votes}_nodeids", _voteNodes.ToArray()),
        ($"{votes}_ids", _targets.ToArray()),
        ($"{votes}_weights", _weights.ToArray()),
        .. others,
    ];

    private void Grow(int tree, int node, int depth, ref int next)
    {
        int position = _nodes.Count;
        _trees.Add(tree);
        _nodes.Add(node);
        _missing.Add(TracksMissing && _random.Next(2) == 0 ? 1 : 0);
        bool leaf = depth == 0 || (depth < 3 && _random.Next(4) == 0);
        _features.Add(leaf ? 0 : _random.Next(Features));
        _modes.Add(leaf ? "LEAF" : Modes[_random.Next(Modes.Length)]);
        _values.Add(leaf ? 0 : MathF.Round((float)((_random.NextDouble() - 0.5) * 12)) / 4);
        _true.Add(0);
        _false.Add(0);
        if (leaf)
        {
            foreach (long target in Votes(_random))
            {
                _voteTrees.Add(tree);
                _voteNodes.Add(node);
                _targets.Add(target);
                _weights.Add(Weight(_random));
            }

            return;
        }

        _true[position] = next++;
        _false[position] = next++;
        (int whenTrue, int whenFalse) = ((int)_true[position], (int)_false[position]);
        Grow(tree, whenTrue, depth - 1, ref next);
        Grow(tree, whenFalse, depth - 1, ref next);
    }
}
