using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>What a tree operator says, kept until it is known whether the graph is anything but that operator.</summary>
internal sealed record OnnxTreeModel
{
    /// <summary>The nodes and votes.</summary>
    public required OnnxTreeTable Table { get; init; }

    /// <summary>The trees without their leaves' values.</summary>
    public required OnnxTreeBuilder[] Trees { get; init; }

    /// <summary>Whether it is a classifier.</summary>
    public bool IsClassifier { get; init; }

    /// <summary>The number of classes or targets.</summary>
    public required int Targets { get; init; }

    /// <summary>The post_transform.</summary>
    public required LinkFunction Transform { get; init; }

    /// <summary>aggregate_function.</summary>
    public TreeAggregate Aggregate { get; init; } = TreeAggregate.Sum;

    /// <summary>base_values.</summary>
    public required double[] Base { get; init; }

    /// <summary>Whether sums are kept in float64.</summary>
    public required bool IsDouble { get; init; }

    /// <summary>The number of features of the operator's input.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>For each class <see cref="TreeScoring.Always"/>, <see cref="TreeScoring.Never"/>, or the margin that counts its votes.</summary>
    public required int[] Presence { get; init; }

    /// <summary>All votes are for one of two classes.</summary>
    public bool IsBinary { get; init; }

    /// <summary>No weight is below zero.</summary>
    public bool WeightsArePositive { get; init; }

    /// <summary>A classifier of two classes adds its base values by rules of its own.</summary>
    public bool IsPair => IsClassifier && Targets == 2;

    /// <summary>The margins of the operator in a graph: a sum per class or target, then the counts of votes.</summary>
    public int MarginCount => Math.Max(Targets, Presence.Max() + 1);

    /// <summary>The definition of the operator in a graph.</summary>
    public TreeEnsembleDefinition ToDefinition() => Define(
        [.. Enumerable.Range(0, Targets)],
        MarginCount,
        IsPair ? new double[MarginCount] : [.. Base.Length > 0 ? Base : new double[Targets], .. new double[MarginCount - Targets]],
        LinkFunction.Identity,
        new ModelInfo { Kind = "tree-ensemble", Format = "onnx" });

    /// <summary>A definition with some of the sums.</summary>
    public TreeEnsembleDefinition Define(int[] marginOf, int marginCount, double[] baseMargin, LinkFunction link, ModelInfo info)
    {
        int[] presenceOf = marginCount > Targets ? [.. Presence.Select(margin => Math.Max(margin, -1))] : [.. Presence.Select(_ => -1)];
        OnnxLeafFiller filler = new(Table, marginOf, presenceOf, marginCount, alwaysWide: Aggregate == TreeAggregate.Average);
        return new TreeEnsembleDefinition
        {
            Trees = [.. Trees.Select(filler.Fill)],
            FeatureCount = FeatureCount,
            MarginCount = marginCount,
            OutputCount = marginCount,
            BaseMargin = baseMargin,
            Arithmetic = IsDouble ? TreeArithmetic.OnnxDouble : TreeArithmetic.OnnxSingle,
            Aggregate = Aggregate,
            Link = link,
            Info = info,
        };
    }

    /// <summary>For each class whether every row, no row, or some have votes for it; counts get margins behind the sums.</summary>
    public static int[] FindPresence(OnnxTreeTable table, OnnxTreeBuilder[] trees, int targets)
    {
        const int Sometimes = 0;
        int[] presence = new int[targets];
        Array.Fill(presence, TreeScoring.Never);
        Dictionary<int, int> votes = [];
        foreach (OnnxTreeBuilder tree in trees)
        {
            votes.Clear();
            foreach (int leaf in tree.Leaves)
            {
                for (int vote = table.LeafStart[leaf]; vote < table.LeafStart[leaf + 1]; vote++)
                {
                    votes[table.Targets[vote]] = votes.GetValueOrDefault(table.Targets[vote]) + 1;
                }
            }

            foreach ((int target, int count) in votes)
            {
                presence[target] = count == tree.Leaves.Count ? TreeScoring.Always
                    : presence[target] == TreeScoring.Never ? Sometimes
                    : presence[target];
            }
        }

        int next = targets;
        for (int target = 0; target < targets; target++)
        {
            presence[target] = presence[target] == Sometimes ? next++ : presence[target];
        }

        return presence;
    }
}
