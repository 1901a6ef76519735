namespace Risk.Models.Trees;

/// <summary>Decides whether a model can run on dense masks, what the table would take, and makes the engine of the right widths.</summary>
internal static class DenseMasks
{
    internal const string EngineName = "dense-masks";

    /// <summary>Leaves of the largest tree that has a lane.</summary>
    internal const int MaximumLeaves = 64;

    /// <summary>Features whose keys are kept on the stack: 8 kB.</summary>
    private const int MaximumFeatures = 1_024;

    /// <summary>Makes the engine.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="maximumBytes">The most bytes the table may take.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ITreeDoubleEngine? TryCreate(TreeEnsembleDefinition definition, long maximumBytes, out string? obstacle)
    {
        if (definition.FeatureCount > MaximumFeatures)
            return Refuse($"a row has {definition.FeatureCount} features, and at most {MaximumFeatures} are ranked on the stack", out obstacle);

        int leaves = 1;
        foreach (TreeDefinition tree in definition.Trees)
        {
            leaves = Math.Max(leaves, tree.LeafCount);
        }

        if (leaves > MaximumLeaves)
            return Refuse($"a tree has {leaves} leaves, and a mask at most {MaximumLeaves} bits", out obstacle);

        int laneBytes = LaneBytes(leaves);
        long strideBytes = RowBytes(definition.Trees.Length, laneBytes);
        double[]?[]? breakpoints = Collect(definition, (int)Math.Min(maximumBytes / Math.Max(1, strideBytes), int.MaxValue));
        if (breakpoints is null)
            return Refuse($"the table would take more than {maximumBytes} bytes", out obstacle);

        obstacle = null;
        return definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle
            ? Create<float>(definition, breakpoints, laneBytes)
            : Create<double>(definition, breakpoints, laneBytes);
    }

    /// <summary>The bytes of a mask of so many leaves.</summary>
    internal static int LaneBytes(int leaves) => leaves <= 8 ? 1 : leaves <= 16 ? 2 : leaves <= 32 ? 4 : 8;

    /// <summary>The bytes of a table row: groups of 8 vectors, and one of 1, 2, 4 or 8.</summary>
    internal static int RowBytes(int treeCount, int laneBytes)
    {
        int vectors = checked((int)((treeCount * (long)laneBytes + 63) / 64));
        int rest = vectors % 8;
        return (vectors - rest + (rest > 4 ? 8 : rest == 3 ? 4 : rest)) * 64;
    }

    private static ITreeDoubleEngine Create<TLeaf>(TreeEnsembleDefinition definition, double[]?[] breakpoints, int laneBytes)
        where TLeaf : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TLeaf> => laneBytes switch
        {
            1 => new DenseMaskEngine<byte, TLeaf>(definition, breakpoints),
            2 => new DenseMaskEngine<ushort, TLeaf>(definition, breakpoints),
            4 => new DenseMaskEngine<uint, TLeaf>(definition, breakpoints),
            _ => new DenseMaskEngine<ulong, TLeaf>(definition, breakpoints),
        };

    // The breakpoints of every feature that is used; null when the rows they need are more than there may be.
    private static double[]?[]? Collect(TreeEnsembleDefinition definition, int maximumRows)
    {
        var collected = new FeatureBreakpoints?[definition.FeatureCount];
        foreach (TreeDefinition tree in definition.Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                FeatureBreakpoints points = collected[tree.Feature[node]] ??= new FeatureBreakpoints(maximumRows);
                points.Add(tree, node);
                if (points.IsOverLimit)
                    return null;
            }
        }

        long rows = 0;
        var breakpoints = new double[]?[collected.Length];
        for (int feature = 0; feature < breakpoints.Length; feature++)
        {
            breakpoints[feature] = collected[feature]?.ToArray();
            rows += breakpoints[feature] is { } points ? points.Length + 1 : 0;
        }

        return rows <= maximumRows ? breakpoints : null;
    }

    private static ITreeDoubleEngine? Refuse(string reason, out string? obstacle)
    {
        obstacle = reason;
        return null;
    }
}
