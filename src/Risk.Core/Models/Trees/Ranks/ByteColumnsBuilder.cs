namespace Risk.Models.Trees;

/// <summary>Finds the columns that a model needs, and every node's place in them.</summary>
internal sealed class ByteColumnsBuilder
{
    private const int ThresholdsPerColumn = 255;

    private readonly TreeEnsembleDefinition _definition;
    private readonly double[][] _thresholds;
    private readonly MissingRoute[] _routes;
    private readonly int[] _firstColumn;
    private readonly int[] _firstLeftColumn;
    private readonly Dictionary<PredicateKey, int> _predicateColumns = [];
    private readonly List<ColumnPredicate> _predicates = [];
    private readonly List<RankedFeature> _ranked = [];

    private ByteColumnsBuilder(TreeEnsembleDefinition definition)
    {
        _definition = definition;
        _thresholds = new double[definition.FeatureCount][];
        _routes = new MissingRoute[definition.FeatureCount];
        _firstColumn = new int[definition.FeatureCount];
        _firstLeftColumn = new int[definition.FeatureCount];
    }

    internal int ColumnCount { get; private set; }

    /// <summary>Plans the columns of a model.</summary>
    /// <returns>Null when it needs too many; <paramref name="obstacle"/> says so.</returns>
    internal static ByteColumnsBuilder? TryPlan(TreeEnsembleDefinition definition, out string? obstacle)
    {
        obstacle = null;
        if (definition.FeatureCount > ByteColumns.MaximumFeatures)
        {
            obstacle = $"a row has {definition.FeatureCount} features, and at most {ByteColumns.MaximumFeatures} are ranked on the stack";
            return null;
        }

        var builder = new ByteColumnsBuilder(definition);
        builder.PlanThresholds();
        if (builder.PlanPredicates())
            return builder;

        obstacle = $"it needs more than {ByteColumns.MaximumColumns} columns of at most {ThresholdsPerColumn} thresholds each";
        return null;
    }

    /// <summary>Makes the columns.</summary>
    internal ByteColumns Build()
    {
        bool isSingle = _definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle;
        return new ByteColumns(new FeatureRanker(_definition.FeatureCount, _ranked, !isSingle), [.. _predicates], ColumnCount);
    }

    /// <summary>Where a node is.</summary>
    internal ColumnPlace Place(TreeDefinition tree, int node)
    {
        if (!TryNumeric(tree, node, out NumericSplit split))
            return new ColumnPlace((byte)_predicateColumns[new PredicateKey(tree, node)], 0, false);

        int feature = tree.Feature[node];
        int index = Array.BinarySearch(_thresholds[feature], split.Threshold);
        int first = IsLeft(split.Missing) && !IsLeft(_routes[feature]) ? _firstLeftColumn[feature] : _firstColumn[feature];
        return new ColumnPlace((byte)(first + index / ThresholdsPerColumn), (byte)(index % ThresholdsPerColumn), split.IsMirrored);
    }

    // A feature's thresholds, sorted. When some nodes send missing values left and others right, both get columns of the same ranks.
    private void PlanThresholds()
    {
        var values = new HashSet<double>?[_definition.FeatureCount];
        var left = new bool[_definition.FeatureCount];
        var right = new bool[_definition.FeatureCount];
        foreach (TreeDefinition tree in _definition.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                int feature = tree.Feature[node];
                if (!NumericSplit.TryCreate(tree, node, out NumericSplit split))
                    continue;

                // The first node decides how the feature's missing values are told; others of another mind become predicates.
                if (values[feature] is null)
                    _routes[feature] = split.Missing;
                else if (Family(split.Missing) != Family(_routes[feature]))
                    continue;

                (values[feature] ??= []).Add(split.Threshold == 0 ? 0.0 : split.Threshold);
                left[feature] |= IsLeft(split.Missing);
                right[feature] |= !IsLeft(split.Missing);
            }
        }

        for (int feature = 0; feature < values.Length; feature++)
        {
            double[] sorted = [.. values[feature] ?? []];
            Array.Sort(sorted);
            _thresholds[feature] = sorted;
            AddColumns(feature, left[feature] && right[feature]);
        }
    }

    private void AddColumns(int feature, bool bothWays)
    {
        double[] thresholds = _thresholds[feature];
        int columns = (thresholds.Length + ThresholdsPerColumn - 1) / ThresholdsPerColumn;
        if (bothWays)
            _routes[feature] = _routes[feature] is MissingRoute.Left ? MissingRoute.Right : _routes[feature] is MissingRoute.ZeroLeft ? MissingRoute.ZeroRight : _routes[feature];

        _firstColumn[feature] = ColumnCount;
        _firstLeftColumn[feature] = ColumnCount + columns;
        for (int column = 0; column < columns; column++)
        {
            int start = column * ThresholdsPerColumn;
            double[] part = thresholds[start..Math.Min(thresholds.Length, start + ThresholdsPerColumn)];
            int slot = ColumnCount + column;
            _ranked.Add(new RankedFeature(feature, part, _routes[feature], slot, bothWays ? slot + columns : -1));
        }

        ColumnCount += bothWays ? 2 * columns : columns;
    }

    private bool PlanPredicates()
    {
        foreach (TreeDefinition tree in _definition.Trees)
        {
            for (int node = 0; node < tree.NodeCount && ColumnCount <= ByteColumns.MaximumColumns; node++)
            {
                if (TryNumeric(tree, node, out _) || !_predicateColumns.TryAdd(new PredicateKey(tree, node), ColumnCount))
                    continue;

                _predicates.Add(new ColumnPredicate(tree, node, ColumnCount));
                ColumnCount++;
            }
        }

        return ColumnCount <= ByteColumns.MaximumColumns;
    }

    private bool TryNumeric(TreeDefinition tree, int node, out NumericSplit split) =>
        NumericSplit.TryCreate(tree, node, out split) && Family(split.Missing) == Family(_routes[tree.Feature[node]]);

    private static bool IsLeft(MissingRoute route) => route is MissingRoute.Left or MissingRoute.ZeroLeft;

    private static int Family(MissingRoute route) => route switch
    {
        MissingRoute.Right or MissingRoute.Left => 0,
        MissingRoute.AsZero => 1,
        _ => 2,
    };
}
