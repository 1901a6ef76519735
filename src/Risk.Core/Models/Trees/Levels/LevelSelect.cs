using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Models.Trees;

/// <summary>Decides whether a model can run on <see cref="LevelSelectEngine{TDepth, TLookup, TLeaf}"/>, and makes it.</summary>
internal static unsafe class LevelSelect
{
    internal const string EngineName = "level-select";

    /// <summary>The levels that are selected at most: the work doubles with each.</summary>
    internal const int MaximumLevels = 6;

    /// <summary>The columns of a row, with room to align them.</summary>
    internal const int BufferBytes = ByteColumns.BufferLength + AlignedArray<byte>.Alignment;

    /// <summary>The machine has the byte permutations that the kernel is made of.</summary>
    internal static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512Vbmi.IsSupported;

    /// <summary>Makes the engine.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ITreeDoubleEngine? TryCreate(TreeEnsembleDefinition definition, out string? obstacle)
    {
        obstacle = IsSupported ? null : "the processor has no AVX-512 VBMI";
        int depth = definition.Trees.Select(TreeEnsembleDescription.Depth).DefaultIfEmpty().Max();
        if (obstacle is null && depth > MaximumLevels)
            obstacle = $"a tree has {depth} levels, and at most {MaximumLevels} are selected";
        if (obstacle is not null || ByteColumnsBuilder.TryPlan(definition, out obstacle) is not { } columns)
            return null;

        return definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle
            ? Create<float>(definition, columns, depth)
            : Create<double>(definition, columns, depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* Align(byte* buffer) => (byte*)(((nint)buffer + AlignedArray<byte>.Alignment - 1) & -AlignedArray<byte>.Alignment);

    private static ITreeDoubleEngine Create<TLeaf>(TreeEnsembleDefinition definition, ByteColumnsBuilder columns, int depth)
        where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf> => depth switch
        {
            <= 2 => Create<SelectDepth2, TLeaf>(definition, columns),
            3 => Create<SelectDepth3, TLeaf>(definition, columns),
            4 => Create<SelectDepth4, TLeaf>(definition, columns),
            5 => Create<SelectDepth5, TLeaf>(definition, columns),
            _ => Create<SelectDepth6, TLeaf>(definition, columns),
        };

    private static ITreeDoubleEngine Create<TDepth, TLeaf>(TreeEnsembleDefinition definition, ByteColumnsBuilder columns)
        where TDepth : struct, ISelectDepth
        where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf> => columns.ColumnCount switch
        {
            <= 64 => new LevelSelectEngine<TDepth, ColumnLookup64, TLeaf>(definition, columns),
            <= 128 => new LevelSelectEngine<TDepth, ColumnLookup128, TLeaf>(definition, columns),
            _ => new LevelSelectEngine<TDepth, ColumnLookup256, TLeaf>(definition, columns),
        };
}
