using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Explanation;

/// <summary>Small random ensembles that mix every kind of test, missing value, leaf and aggregate.</summary>
internal static class RandomTrees
{
    public const int FeatureCount = 5;

    public static TreeEnsembleDefinition Ensemble(Random random)
    {
        int margins = random.Next(1, 4);
        bool vectors = margins > 1 && random.Next(4) == 0;
        bool covers = random.Next(4) != 0;
        TreeDefinition[] trees = new TreeDefinition[random.Next(1, 6)];
        for (int i = 0; i < trees.Length; i++)
        {
            trees[i] = Tree(random, i % margins, vectors ? margins : 1, covers);
        }

        return new TreeEnsembleDefinition
        {
            Trees = trees,
            FeatureCount = FeatureCount,
            MarginCount = margins,
            OutputCount = margins,
            BaseMargin = [.. Enumerable.Range(0, margins).Select(_ => random.NextDouble() - 0.5)],
            Arithmetic = TreeArithmetic.Double,
            Aggregate = random.Next(3) == 0 ? TreeAggregate.Average : TreeAggregate.Sum,
            Info = new ModelInfo { Kind = "tree-ensemble", Format = "code" },
        };
    }

    public static float[] Row(Random random)
    {
        float[] row = new float[FeatureCount];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = random.Next(5) switch { 0 => float.NaN, 1 => 0, _ => random.Next(-2, 6) };
        }

        return row;
    }

    private static TreeDefinition Tree(Random random, int margin, int width, bool covers)
    {
        int nodes = random.Next(0, 9);
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        Grow(random, left, right);
        TreeDefinition tree = new()
        {
            Feature = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(FeatureCount))],
            Threshold = [.. Enumerable.Range(0, nodes).Select(_ => (double)random.Next(-2, 5))],
            Kind = [.. Enumerable.Range(0, nodes).Select(_ => (SplitKind)random.Next(8))],
            Missing = [.. Enumerable.Range(0, nodes).Select(_ => (MissingKind)random.Next(4))],
            DefaultLeft = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(2) == 0)],
            Left = left,
            Right = right,
            CategoryStart = [.. Enumerable.Range(0, nodes)],
            CategoryLength = [.. Enumerable.Repeat(1, nodes)],
            CategoryWords = [.. Enumerable.Range(0, nodes).Select(_ => (uint)random.Next(64))],
            LeafValue = [.. Enumerable.Range(0, (nodes + 1) * width).Select(_ => random.NextDouble() - 0.5)],
            LeafWidth = width,
            Margin = width > 1 ? 0 : margin,
            Weight = random.Next(2) == 0 ? 1 : (float)random.NextDouble(),
            NodeCover = new double[covers ? nodes : 0],
            LeafCover = covers ? [.. Enumerable.Range(0, nodes + 1).Select(_ => (double)random.Next(0, 5))] : [],
        };
        if (covers)
        {
            AddCovers(tree);
        }

        return tree;
    }

    // Node i hangs under an earlier node that still has room; what stays free becomes leaves in order.
    private static void Grow(Random random, int[] left, int[] right)
    {
        const int Free = int.MinValue;
        Array.Fill(left, Free);
        Array.Fill(right, Free);
        for (int node = 1; node < left.Length; node++)
        {
            int[] side;
            int parent;
            do
            {
                parent = random.Next(node);
                side = random.Next(2) == 0 ? left : right;
            }
            while (side[parent] != Free);

            side[parent] = node;
        }

        int leaf = 0;
        for (int node = 0; node < left.Length; node++)
        {
            left[node] = left[node] == Free ? ~leaf++ : left[node];
            right[node] = right[node] == Free ? ~leaf++ : right[node];
        }
    }

    private static void AddCovers(TreeDefinition tree)
    {
        for (int node = tree.NodeCount - 1; node >= 0; node--)
        {
            tree.NodeCover[node] = Cover(tree, tree.Left[node]) + Cover(tree, tree.Right[node]);
        }
    }

    private static double Cover(TreeDefinition tree, int child) => child >= 0 ? tree.NodeCover[child] : tree.LeafCover[~child];
}
