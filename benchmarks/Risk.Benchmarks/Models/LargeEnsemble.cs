using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Benchmarks.Models;

/// <summary>
/// 1,000 trees of 255 leaves over 200 features, grown as LightGBM grows them: the leaf that most rows reach is split, unevenly, at one of 255
/// borders of a feature. A row's mean path is 10 to 11, the deepest tree is above 20.
/// </summary>
internal static class LargeEnsemble
{
    public const int Trees = 1_000;
    public const int Leaves = 255;
    public const int Features = 200;
    private const int Bins = 255;

    public static TreeEnsemble Create()
    {
        var random = new Random(255);
        double[][] borders = [.. Enumerable.Range(0, Features).Select(_ => Borders(random))];
        var definition = new TreeEnsembleDefinition
        {
            Trees = [.. Enumerable.Range(0, Trees).Select(_ => Tree(random, borders))],
            FeatureCount = Features,
            BaseMargin = [0],
            Arithmetic = TreeArithmetic.Double,
            Link = LinkFunction.Sigmoid,
            Info = new ModelInfo { Kind = "tree-ensemble", Format = "code" },
        };
        return new TreeEnsemble(definition);
    }

    private static TreeDefinition Tree(Random random, double[][] borders)
    {
        const int Nodes = Leaves - 1;
        int[] left = new int[Nodes];
        int[] right = new int[Nodes];
        int[] features = new int[Nodes];
        double[] thresholds = new double[Nodes];
        var open = new PriorityQueue<(int Parent, bool IsLeft, double Share), double>();
        open.Enqueue((-1, false, 1), 0);
        for (int node = 0; node < Nodes; node++)
        {
            (int parent, bool isLeft, double share) = open.Dequeue();
            SetChild(parent, isLeft, node);
            features[node] = random.Next(Features);
            double part = 0.05 + (0.9 * random.NextDouble());
            thresholds[node] = borders[features[node]][(int)(part * Bins)];
            open.Enqueue((node, true, share * part), -share * part * (0.3 + random.NextDouble()));
            open.Enqueue((node, false, share * (1 - part)), -share * (1 - part) * (0.3 + random.NextDouble()));
        }

        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            (int parent, bool isLeft, _) = open.Dequeue();
            SetChild(parent, isLeft, ~leaf);
        }

        return new TreeDefinition
        {
            Feature = features,
            Threshold = thresholds,
            Left = left,
            Right = right,
            Kind = new SplitKind[Nodes],
            Missing = new MissingKind[Nodes],
            DefaultLeft = new bool[Nodes],
            CategoryStart = new int[Nodes],
            CategoryLength = new int[Nodes],
            LeafValue = [.. Enumerable.Range(0, Leaves).Select(_ => (random.NextDouble() - 0.5) / 50)],
        };

        void SetChild(int parent, bool isLeft, int child)
        {
            if (parent >= 0)
                (isLeft ? left : right)[parent] = child;
        }
    }

    private static double[] Borders(Random random)
    {
        const int Samples = 20;
        double[] values = [.. Enumerable.Range(0, Bins * Samples).Select(_ => TreeRows.Normal(random))];
        Array.Sort(values);
        return [.. Enumerable.Range(0, Bins).Select(bin => values[(bin * Samples) + (Samples / 2)])];
    }
}
