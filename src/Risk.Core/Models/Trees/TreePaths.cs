namespace Risk.Models.Trees;

/// <summary>How far rows travel in the trees of a model.</summary>
/// <param name="Depth">The levels of the deepest tree.</param>
/// <param name="MeanPath">The tests that a row meets in a tree on average: by the training covers where the file has them, else as if every test were even.</param>
/// <param name="BelowTop">The tests of that mean path which <see cref="LevelWalk"/> meets below its top levels.</param>
/// <param name="Open">The share of trees that rows leave below the top levels.</param>
internal sealed record TreePaths(int Depth, double MeanPath, double BelowTop, double Open)
{
    internal static TreePaths Of(TreeEnsembleDefinition definition)
    {
        int depth = 0;
        double path = 0;
        double below = 0;
        double open = 0;
        foreach (TreeDefinition tree in definition.Trees)
        {
            TreePaths paths = Of(tree);
            depth = Math.Max(depth, paths.Depth);
            path += paths.MeanPath;
            below += paths.BelowTop;
            open += paths.Open;
        }

        int count = Math.Max(1, definition.Trees.Length);
        return new TreePaths(depth, path / count, below / count, open / count);
    }

    /// <summary>The levels to walk before looking for unfinished trees: all, or one more than the mean path.</summary>
    /// <param name="burst">The levels of the walks after that.</param>
    internal int FirstLevels(int burst)
    {
        int levels = (int)Math.Ceiling(MeanPath) + 1;
        return levels + burst >= Depth ? Depth : levels;
    }

    private static TreePaths Of(TreeDefinition tree)
    {
        if (tree.NodeCount == 0)
            return new TreePaths(0, 0, 0, 0);

        bool hasCovers = tree.NodeCover.Length > 0 && tree.NodeCover[0] > 0;
        int deepest = 0;
        double path = 0;
        double below = 0;
        double open = 0;
        var pending = new Stack<(int Node, int Depth, double Share)>();
        pending.Push((0, 1, 1));
        while (pending.TryPop(out (int Node, int Depth, double Share) next))
        {
            double share = hasCovers ? tree.NodeCover[next.Node] / tree.NodeCover[0] : next.Share;
            path += share;
            below += next.Depth > LevelWalk.Levels ? share : 0;
            open += next.Depth == LevelWalk.Levels + 1 ? share : 0;
            deepest = Math.Max(deepest, next.Depth);
            if (tree.Left[next.Node] >= 0)
                pending.Push((tree.Left[next.Node], next.Depth + 1, share / 2));
            if (tree.Right[next.Node] >= 0)
                pending.Push((tree.Right[next.Node], next.Depth + 1, share / 2));
        }

        return new TreePaths(deepest, path, below, open);
    }
}
