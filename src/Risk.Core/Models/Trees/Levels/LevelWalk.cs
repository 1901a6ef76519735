using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Models.Trees;

/// <summary>Decides whether a model can run on <see cref="LevelWalkEngine{TLookup, TLeaf}"/>, and makes it.</summary>
internal static class LevelWalk
{
    internal const string EngineName = "level-walk";

    /// <summary>The top levels: what costs a cycle a tree, and most of the way that a row goes.</summary>
    internal const int Levels = 6;

    /// <summary>The machine has the permutations of level selection, and gathers.</summary>
    internal static bool IsSupported => LevelSelect.IsSupported && Avx2.IsSupported && Avx512F.IsSupported && Avx512BW.IsSupported;

    /// <summary>Makes the engine.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ITreeDoubleEngine? TryCreate(TreeEnsembleDefinition definition, out string? obstacle)
    {
        obstacle = IsSupported ? null : "the processor has no AVX-512 VBMI";
        if (obstacle is not null || ByteColumnsBuilder.TryPlan(definition, out obstacle) is not { } columns)
            return null;

        if (columns.ColumnCount >= ByteColumns.MaximumColumns)
        {
            obstacle = $"it needs more than {ByteColumns.MaximumColumns - 1} columns";
            return null;
        }

        return definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle
            ? Create<float>(definition, columns, out obstacle)
            : Create<double>(definition, columns, out obstacle);
    }

    private static ITreeDoubleEngine? Create<TLeaf>(TreeEnsembleDefinition definition, ByteColumnsBuilder columns, out string? obstacle)
        where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
    {
        var top = new LevelTable(definition, columns, Levels);
        if (LowerTrees.TryCreate(definition, columns, top, Levels, out obstacle) is not { } lower)
            return null;

        // The column behind the last one is zero: leaves test it.
        return columns.ColumnCount switch
        {
            < 64 => new LevelWalkEngine<ColumnLookup64, TLeaf>(definition, columns, top, lower),
            < 128 => new LevelWalkEngine<ColumnLookup128, TLeaf>(definition, columns, top, lower),
            _ => new LevelWalkEngine<ColumnLookup256, TLeaf>(definition, columns, top, lower),
        };
    }
}
