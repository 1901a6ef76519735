using System.Numerics;

namespace Risk.Models.Trees;

/// <summary>Makes the interleaved engines: <c>interleaved</c> with narrow nodes for float32 rows, <c>wide</c> for every model and row.</summary>
internal static class Interleaved
{
    internal const string NarrowName = "interleaved";

    internal const string WideName = "wide";

    /// <summary>The levels between looks for trees that are done, after the first walk.</summary>
    internal const int BurstLevels = 3;

    // Every distinct test of another kind than a comparison is evaluated for every row: beyond this many, a walk that only
    // evaluates what it meets is faster.
    private const int MaximumSlots = 1 << 20;

    /// <summary>Makes the engine of eight-byte nodes.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="obstacle">Why there is none.</param>
    internal static ITreeEngine? TryCreateNarrow(TreeEnsembleDefinition definition, out string? obstacle) =>
        TryCreate<NarrowNode, int>(NarrowName, definition, out obstacle);

    /// <summary>Makes the engine of sixteen-byte nodes.</summary>
    /// <inheritdoc cref="TryCreateNarrow"/>
    internal static ITreeDoubleEngine? TryCreateWide(TreeEnsembleDefinition definition, out string? obstacle) =>
        TryCreate<WideNode, long>(WideName, definition, out obstacle);

    private static ITreeDoubleEngine? TryCreate<TNode, TKey>(string name, TreeEnsembleDefinition definition, out string? obstacle)
        where TNode : unmanaged, IKeyedNode<TNode, TKey>
        where TKey : unmanaged => definition.Arithmetic is TreeArithmetic.Single or TreeArithmetic.OnnxSingle
            ? TryCreate<TNode, TKey, float>(name, definition, out obstacle)
            : TryCreate<TNode, TKey, double>(name, definition, out obstacle);

    private static InterleavedEngine<TNode, TKey, TLeaf>? TryCreate<TNode, TKey, TLeaf>(
        string name, TreeEnsembleDefinition definition, out string? obstacle)
        where TNode : unmanaged, IKeyedNode<TNode, TKey>
        where TKey : unmanaged
        where TLeaf : unmanaged, IBinaryFloatingPointIeee754<TLeaf>
    {
        var leaves = new LeafTable(definition);
        var slots = new KeySlots(definition);
        if (slots.Count > MaximumSlots)
        {
            obstacle = $"a row would become {slots.Count} keys, and at most {MaximumSlots} are made";
            return null;
        }

        return KeyedTrees<TNode, TKey>.TryCreate(definition, slots, leaves.IsPlainSum, out obstacle) is { } trees
            ? new InterleavedEngine<TNode, TKey, TLeaf>(name, definition, leaves, slots, trees)
            : null;
    }
}
