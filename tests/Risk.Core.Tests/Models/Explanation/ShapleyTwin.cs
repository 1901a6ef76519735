using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Explanation;

/// <summary>Shapley values by their definition: the mean over all coalitions of what a feature adds to the expected margin.</summary>
internal static class ShapleyTwin
{
    public static double[] Explain(TreeEnsembleDefinition ensemble, float[] row, int margin, out double bias)
    {
        int count = ensemble.FeatureCount;
        double[] worth = new double[1 << count];
        for (int known = 0; known < worth.Length; known++)
        {
            worth[known] = Worth(ensemble, row, margin, known);
        }

        double[] contributions = new double[count];
        for (int feature = 0; feature < count; feature++)
        {
            for (int known = 0; known < worth.Length; known++)
            {
                if ((known >> feature & 1) == 0)
                {
                    int size = int.PopCount(known);
                    double weight = Factorial(size) * Factorial(count - size - 1) / Factorial(count);
                    contributions[feature] += weight * (worth[known | 1 << feature] - worth[known]);
                }
            }
        }

        bias = worth[0];
        return contributions;
    }

    private static double Worth(TreeEnsembleDefinition ensemble, float[] row, int margin, int known)
    {
        double sum = 0;
        int trees = 0;
        foreach (TreeDefinition tree in ensemble.Trees)
        {
            if (tree.LeafWidth > 1 || tree.Margin == margin)
            {
                trees++;
                sum += Expect(tree, tree.NodeCount == 0 ? ~0 : 0, row, margin, known) * tree.Weight;
            }
        }

        return ensemble.BaseMargin[margin] + (ensemble.Aggregate == TreeAggregate.Average && trees > 0 ? sum / trees : sum);
    }

    private static double Expect(TreeDefinition tree, int node, float[] row, int margin, int known)
    {
        if (node < 0)
        {
            return tree.LeafValue[tree.LeafWidth == 1 ? ~node : (~node * tree.LeafWidth) + margin];
        }

        int feature = tree.Feature[node];
        if ((known >> feature & 1) != 0)
        {
            return Expect(tree, SplitTest.GoesLeft(tree, node, row[feature]) ? tree.Left[node] : tree.Right[node], row, margin, known);
        }

        double left = Cover(tree, tree.Left[node]);
        double right = Cover(tree, tree.Right[node]);
        double share = left + right > 0 ? left / (left + right) : 0.5;
        return (share * Expect(tree, tree.Left[node], row, margin, known)) + ((1 - share) * Expect(tree, tree.Right[node], row, margin, known));
    }

    // Without covers every leaf counts alike.
    private static double Cover(TreeDefinition tree, int child)
    {
        if (tree.LeafCover.Length > 0)
        {
            return child >= 0 ? tree.NodeCover[child] : tree.LeafCover[~child];
        }

        return child < 0 ? 1 : Cover(tree, tree.Left[child]) + Cover(tree, tree.Right[child]);
    }

    private static double Factorial(int number) => number < 2 ? 1 : number * Factorial(number - 1);
}
