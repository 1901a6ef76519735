namespace Risk.Models.Trees;

/// <summary>
/// Where the nodes of a model find their keys. Slot 0 holds the lowest key. Then come the features, once for each way in which nodes on
/// one feature treat missing values; then one slot for each test that is no comparison (categories, equality), 1 for right.
/// </summary>
internal sealed unsafe class KeySlots
{
    // Features begin on a cache line.
    private const int FirstFeature = 16;

    private readonly TreeEnsembleDefinition _definition;
    private readonly List<MissingRoute>[] _routes;
    private readonly OrderedRow[] _rows;
    private readonly Dictionary<PredicateKey, int> _predicateSlots = [];
    private readonly ColumnPredicate[] _predicates;

    internal KeySlots(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _routes = new List<MissingRoute>[definition.FeatureCount];
        var rows = new List<OrderedRow>();
        var predicates = new List<(TreeDefinition Tree, int Node)>();
        foreach (TreeDefinition tree in definition.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (NumericSplit.TryCreate(tree, node, out NumericSplit split))
                    AddRoute(tree.Feature[node], split.Missing, rows);
                else if (_predicateSlots.TryAdd(new PredicateKey(tree, node), predicates.Count))
                    predicates.Add((tree, node));
            }
        }

        _rows = [.. rows];
        FirstPredicate = checked(FirstFeature + _rows.Length * Stride);
        _predicates = new ColumnPredicate[predicates.Count];
        for (int i = 0; i < _predicates.Length; i++)
        {
            _predicates[i] = new ColumnPredicate(predicates[i].Tree, predicates[i].Node, checked(FirstPredicate + i));
        }
    }

    /// <summary>The number of slots.</summary>
    internal int Count => FirstPredicate + _predicates.Length;

    internal long Bytes => _rows.Sum(static row => row.Bytes);

    private int FirstPredicate { get; }

    private int Stride => (_definition.FeatureCount + OrderedRow.Lanes - 1) / OrderedRow.Lanes * OrderedRow.Lanes;

    /// <summary>A node's slot and the threshold in it.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="node">The node.</param>
    /// <param name="threshold">The threshold's key.</param>
    /// <param name="mirrored">Left is the node's right.</param>
    internal int Place<TNode, TKey>(TreeDefinition tree, int node, out TKey threshold, out bool mirrored)
        where TNode : unmanaged, IKeyedNode<TNode, TKey>
        where TKey : unmanaged
    {
        if (!NumericSplit.TryCreate(tree, node, out NumericSplit split))
        {
            threshold = TNode.KeyOf(0);
            mirrored = false;
            return FirstPredicate + _predicateSlots[new PredicateKey(tree, node)];
        }

        threshold = TNode.KeyOfThreshold(split.Threshold);
        mirrored = split.IsMirrored;
        int feature = tree.Feature[node];
        return FirstFeature + _routes[feature].IndexOf(split.Missing) * Stride + feature;
    }

    /// <summary>Writes the keys of a row.</summary>
    /// <param name="row">The row, float32 or float64.</param>
    /// <param name="keys">Room for <see cref="Count"/> keys.</param>
    internal void Fill<TRow, TNode, TKey>(TRow* row, TKey* keys)
        where TRow : unmanaged
        where TNode : unmanaged, IKeyedNode<TNode, TKey>
        where TKey : unmanaged
    {
        keys[0] = TNode.LowestKey;
        TKey* block = keys + FirstFeature;
        foreach (OrderedRow ordered in _rows)
        {
            if (typeof(TRow) == typeof(float))
                TNode.Fill(ordered, (float*)row, block);
            else
                TNode.Fill(ordered, (double*)row, block);
            block += Stride;
        }

        foreach (ref readonly ColumnPredicate predicate in _predicates.AsSpan())
        {
            double value = typeof(TRow) == typeof(float) ? ((float*)row)[predicate.Feature] : ((double*)row)[predicate.Feature];
            keys[predicate.Column] = TNode.KeyOf(predicate.Evaluate(value));
        }
    }

    private void AddRoute(int feature, MissingRoute route, List<OrderedRow> rows)
    {
        List<MissingRoute> routes = _routes[feature] ??= [];
        if (routes.Contains(route))
            return;

        if (routes.Count == rows.Count)
            rows.Add(new OrderedRow(_definition.FeatureCount));
        rows[routes.Count].SetMissing(feature, route);
        routes.Add(route);
    }
}
