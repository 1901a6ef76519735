namespace Risk.Models.Trees;

/// <summary>Completes what the reader said of a model with what only the trees and the engines know.</summary>
internal static class TreeEnsembleDescription
{
    internal static ModelInfo Describe(TreeEnsembleDefinition definition, TreeEngines engines)
    {
        int leaves = 0;
        int depth = 0;
        foreach (TreeDefinition tree in definition.Trees)
        {
            leaves += tree.LeafCount;
            depth = Math.Max(depth, Depth(tree));
        }

        return definition.Info with
        {
            TreeCount = definition.Trees.Length,
            LeafCount = leaves,
            MaximumDepth = depth,
            Engine = engines.Row.Name,
            EngineReason = engines.Reason,
            MemoryBytes = engines.MemoryBytes,
        };
    }

    /// <summary>The most tests on a way from the root to a leaf. Without recursion: a tree may be as deep as it has nodes.</summary>
    internal static int Depth(TreeDefinition tree)
    {
        if (tree.NodeCount == 0)
            return 0;

        int deepest = 0;
        var pending = new Stack<(int Node, int Depth)>();
        pending.Push((0, 1));
        while (pending.TryPop(out (int Node, int Depth) next))
        {
            deepest = Math.Max(deepest, next.Depth);
            if (tree.Left[next.Node] >= 0)
                pending.Push((tree.Left[next.Node], next.Depth + 1));
            if (tree.Right[next.Node] >= 0)
                pending.Push((tree.Right[next.Node], next.Depth + 1));
        }

        return deepest;
    }
}
