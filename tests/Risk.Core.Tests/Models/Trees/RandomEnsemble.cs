using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Trees;

/// <summary>Seeded random ensembles, and rows that visit their edges: values on thresholds and next to them, NaN, zeros, infinities, denormals.</summary>
internal sealed class RandomEnsemble
{
    private static readonly double[] SpecialThresholds =
    [
        0, -0.0, 1e-35f, -1e-35f, 1e-40, -1e-40, 1, -1, 0.1, 1.0 / 3, 1e30, -1e300, 1e300, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static readonly float[] SpecialValues =
    [
        float.NaN, -float.NaN, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue,
        1e-35f, -1e-35f, 1.1e-35f, 0.5f, -0.5f, -1f, 16_777_216f, 3e9f, -3e9f, 2.5f,
    ];

    private readonly Random _random;
    private readonly EnsembleStyle _style;
    private readonly double[][] _thresholds;
    private readonly bool _isSingle;

    private RandomEnsemble(EnsembleStyle style, int seed, int trees, int leaves, int features, bool leafwise)
    {
        _random = new Random(seed);
        _style = style;
        _isSingle = style is EnsembleStyle.XGBoost or EnsembleStyle.OnnxSingle || (style == EnsembleStyle.Plain && _random.Next(2) == 0);
        _thresholds = new double[features][];
        for (int i = 0; i < features; i++)
        {
            _thresholds[i] = Thresholds(1 + _random.Next(_random.Next(4) == 0 ? 400 : 40));
        }

        Definition = Build(trees, leaves, leafwise);
    }

    public TreeEnsembleDefinition Definition { get; }

    /// <summary>An ensemble whose size is drawn too: from a single leaf to a few hundred trees.</summary>
    public static RandomEnsemble Create(EnsembleStyle style, int seed)
    {
        var random = new Random(seed * 7919 + (int)style);
        int trees = random.Next(4) switch { 0 => 1 + random.Next(3), 1 => 60 + random.Next(80), _ => 1 + random.Next(40) };
        int leaves = random.Next(6) switch { 0 => 1 + random.Next(2), 1 => 65 + random.Next(200), 2 => 2 + random.Next(7), 3 => 2 + random.Next(15), 4 => 64, _ => 2 + random.Next(31) };
        int features = random.Next(5) switch { 0 => 1 + random.Next(2), 1 => 60 + random.Next(90), 2 => 200 + random.Next(120), _ => 3 + random.Next(30) };
        return Create(style, seed, trees, leaves, features, random.Next(2) == 0);
    }

    public static RandomEnsemble Create(EnsembleStyle style, int seed, int trees, int leaves, int features, bool leafwise) =>
        new(style, seed, trees, leaves, features, leafwise);

    /// <summary>A row for a float32 engine.</summary>
    public float[] Row()
    {
        var row = new float[_thresholds.Length];
        int special = _random.Next(4) == 0 ? 60 : 10;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = _random.Next(100) < special
                ? SpecialValues[_random.Next(SpecialValues.Length)]
                : _random.Next(2) == 0 ? NearThreshold(i) : (float)Normal();
        }

        return row;
    }

    /// <summary>A row for a float64 engine.</summary>
    public double[] DoubleRow()
    {
        double[] row = Array.ConvertAll(Row(), static value => (double)value);
        for (int i = 0; i < row.Length; i++)
        {
            if (_random.Next(2) == 0)
            {
                double threshold = _thresholds[i][_random.Next(_thresholds[i].Length)];
                row[i] = _random.Next(3) switch { 0 => threshold, 1 => Math.BitIncrement(threshold), _ => Math.BitDecrement(threshold) };
            }
        }

        return row;
    }

    private float NearThreshold(int feature)
    {
        float value = (float)_thresholds[feature][_random.Next(_thresholds[feature].Length)];
        return _random.Next(3) switch { 0 => value, 1 => MathF.BitIncrement(value), _ => MathF.BitDecrement(value) };
    }

    private double[] Thresholds(int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            double value = _random.Next(12) == 0 ? SpecialThresholds[_random.Next(SpecialThresholds.Length)] : Normal();
            values[i] = _isSingle ? (float)value : value;
        }

        return values;
    }

    private TreeEnsembleDefinition Build(int trees, int leaves, bool leafwise)
    {
        bool plain = _style == EnsembleStyle.Plain;
        bool onnx = _style is EnsembleStyle.OnnxSingle or EnsembleStyle.OnnxDouble;
        int margins = !plain && _random.Next(3) == 0 ? 1 + _random.Next(4) : 1;
        bool vectors = margins > 1 && _random.Next(2) == 0;
        TreeAggregate aggregate = plain ? TreeAggregate.Sum
            : onnx ? (TreeAggregate)_random.Next(4)
            : _style == EnsembleStyle.LightGbm && _random.Next(4) == 0 ? TreeAggregate.Average : TreeAggregate.Sum;
        bool linear = _style == EnsembleStyle.LightGbm && !vectors && _random.Next(4) == 0;
        bool categories = !plain && _random.Next(2) == 0;
        var definitions = new TreeDefinition[trees];
        for (int i = 0; i < trees; i++)
        {
            int size = _random.Next(10) == 0 ? 1 : 1 + _random.Next(leaves);
            definitions[i] = Tree(Math.Max(size, i == 0 ? leaves : 1), leafwise, vectors ? margins : 1, _random.Next(margins), linear, categories);
        }

        return new TreeEnsembleDefinition
        {
            Trees = definitions,
            FeatureCount = _thresholds.Length,
            MarginCount = margins,
            OutputCount = margins,
            BaseMargin = [.. Enumerable.Range(0, margins).Select(_ => _random.Next(2) == 0 ? 0 : Normal())],
            Arithmetic = _style switch
            {
                EnsembleStyle.LightGbm => TreeArithmetic.Double,
                EnsembleStyle.XGBoost => TreeArithmetic.Single,
                EnsembleStyle.OnnxSingle => TreeArithmetic.OnnxSingle,
                EnsembleStyle.OnnxDouble => TreeArithmetic.OnnxDouble,
                _ => _isSingle ? TreeArithmetic.Single : TreeArithmetic.Double,
            },
            Aggregate = aggregate,
            Info = new ModelInfo { Kind = "tree-ensemble", Format = "code" },
        };
    }

    private TreeDefinition Tree(int leaves, bool leafwise, int width, int margin, bool linear, bool categories)
    {
        int nodes = leaves - 1;
        var left = new int[nodes];
        var right = new int[nodes];
        Shape(left, right, leafwise);
        var features = new int[nodes];
        var thresholds = new double[nodes];
        var kinds = new SplitKind[nodes];
        var missing = new MissingKind[nodes];
        var defaults = new bool[nodes];
        var starts = new int[nodes];
        var lengths = new int[nodes];
        var words = new List<uint>();
        for (int node = 0; node < nodes; node++)
        {
            int feature = _random.Next(_thresholds.Length);
            features[node] = feature;
            thresholds[node] = _thresholds[feature][_random.Next(_thresholds[feature].Length)];
            kinds[node] = Kind(categories);
            missing[node] = Missing();
            defaults[node] = _random.Next(2) == 0;
            if (kinds[node] >= SplitKind.CategoryIn)
            {
                starts[node] = words.Count;
                lengths[node] = _random.Next(4);
                for (int word = 0; word < lengths[node]; word++)
                {
                    words.Add((uint)_random.Next() & (uint)_random.Next());
                }
            }
        }

        return new TreeDefinition
        {
            Feature = features,
            Threshold = thresholds,
            Kind = kinds,
            Missing = missing,
            DefaultLeft = defaults,
            Left = left,
            Right = right,
            CategoryStart = starts,
            CategoryLength = lengths,
            CategoryWords = [.. words],
            LeafValue = [.. Enumerable.Range(0, leaves * width).Select(_ => _isSingle ? (float)Normal() : Normal())],
            LeafWidth = width,
            Margin = margin,
            Weight = _style == EnsembleStyle.XGBoost && _random.Next(2) == 0 ? (float)_random.NextDouble() : 1,
            LinearLeaves = linear ? [.. Enumerable.Range(0, leaves).Select(_ => Linear())] : null,
        };
    }

    // Children get numbers in random order of growth: leaf-wise trees are deep, level-wise ones are not.
    private void Shape(int[] left, int[] right, bool leafwise)
    {
        var open = new List<(int Parent, bool Left)> { (-1, false) };
        for (int node = 0; node < left.Length; node++)
        {
            int pick = leafwise ? Math.Max(_random.Next(open.Count), _random.Next(open.Count)) : 0;
            (int parent, bool isLeft) = open[pick];
            open.RemoveAt(pick);
            SetChild(parent, isLeft, node);
            open.Add((node, true));
            open.Add((node, false));
        }

        for (int leaf = 0; leaf < open.Count; leaf++)
        {
            SetChild(open[leaf].Parent, open[leaf].Left, ~leaf);
        }

        void SetChild(int parent, bool isLeft, int child)
        {
            if (parent >= 0)
                (isLeft ? left : right)[parent] = child;
        }
    }

    private SplitKind Kind(bool categories) => _style switch
    {
        EnsembleStyle.LightGbm => categories && _random.Next(5) == 0 ? SplitKind.CategoryIn : SplitKind.LessOrEqual,
        EnsembleStyle.XGBoost => categories && _random.Next(5) == 0 ? SplitKind.CategoryNotIn : SplitKind.Less,
        EnsembleStyle.Plain => _isSingle ? SplitKind.Less : SplitKind.LessOrEqual,
        _ => categories && _random.Next(5) == 0 ? SplitKind.Member : (SplitKind)_random.Next((int)SplitKind.NotEqual + 1),
    };

    private MissingKind Missing() => _style switch
    {
        EnsembleStyle.LightGbm => (MissingKind)_random.Next(3),
        EnsembleStyle.XGBoost => MissingKind.NaN,
        EnsembleStyle.Plain => _isSingle ? MissingKind.NaN : MissingKind.NaNIsZero,
        _ => _random.Next(2) == 0 ? MissingKind.NaN : MissingKind.Compared,
    };

    private LinearLeaf Linear()
    {
        int count = _random.Next(4);
        return new LinearLeaf(
            Normal(),
            [.. Enumerable.Range(0, count).Select(_ => _random.Next(_thresholds.Length))],
            [.. Enumerable.Range(0, count).Select(_ => Normal())]);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
