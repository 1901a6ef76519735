using System.Numerics;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>Decides whether a model's batches can run on <see cref="RowLanesEngine{TLeaf}"/>, and makes it.</summary>
internal static class RowLanes
{
    internal const string EngineName = "row-lanes";

    private const int MaximumMargins = 64;

    /// <summary>Makes the engine.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="rest">Scores the rows that are too few for a block; null to score all in blocks.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ITreeBatchEngine? TryCreate(TreeEnsembleDefinition definition, ITreeEngine? rest, out string? obstacle)
    {
        obstacle = Obstacle(definition);
        int minimumRows = rest is null ? 1 : TreeEngineCost.RowsForLanes(definition, rest.Name);
        if (obstacle is null && minimumRows == 0)
            obstacle = "it would hardly be faster";
        if (obstacle is not null || ByteColumnsBuilder.TryPlan(definition, out obstacle) is not { } columns)
            return null;

        if (SelectProgram.TryCreate(definition, columns) is not { } program)
        {
            obstacle = $"a tree has more than {SelectProgram.MaximumLeaves} leaves";
            return null;
        }

        return definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle
            ? Create<float>(definition, columns, program, rest, minimumRows)
            : Create<double>(definition, columns, program, rest, minimumRows);
    }

    private static RowLanesEngine<TLeaf> Create<TLeaf>(
        TreeEnsembleDefinition definition, ByteColumnsBuilder columns, SelectProgram program, ITreeEngine? rest, int minimumRows)
        where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf> => new(definition, columns, program, rest, minimumRows);

    private static string? Obstacle(TreeEnsembleDefinition definition)
    {
        if (!Vector128.IsHardwareAccelerated)
            return "the processor has no vectors";
        if (definition.MarginCount > MaximumMargins)
            return $"it has {definition.MarginCount} margins, and at most {MaximumMargins} are added up side by side";
        return definition.Aggregate is TreeAggregate.Minimum or TreeAggregate.Maximum
            || Array.Exists(definition.Trees, static tree => tree.LeafWidth > 1 || tree.LinearLeaves is not null)
            ? "its margins are not sums of single constants"
            : null;
    }
}
