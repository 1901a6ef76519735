using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Trees;

/// <summary>
/// The top levels of 64 trees at once. A level's nodes lie slot by slot: 64 columns, then 64 codes, one a tree. The answers of the levels
/// above select each tree's node from the level's slots by a binary tree of selects; one permutation reads the columns that these nodes test
/// and one comparison answers the level. Not a gather, not a branch, about a cycle a tree for six levels.
/// </summary>
internal static unsafe class LevelSelectKernel
{
    /// <summary>The trees of a group.</summary>
    internal const int Lanes = 64;

    /// <summary>The bytes of a slot: columns and codes.</summary>
    internal const int SlotBytes = 2 * Lanes;

    /// <summary>Finds where each tree of a group leaves its top levels: the answers as bits, the root's highest.</summary>
    /// <param name="slots">The group's slots.</param>
    /// <param name="columns">The row's columns, aligned.</param>
    /// <param name="exits">Receives an index for each tree.</param>
    /// <remarks>A method of its own, because it uses up what the compiler is willing to inline.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Select<TDepth, TLookup>(byte* slots, byte* columns, byte* exits)
        where TDepth : struct, ISelectDepth
        where TLookup : struct, IColumnLookup =>
        Select<TDepth, TLookup>(
            slots,
            Vector512.LoadAligned(columns),
            Vector512.LoadAligned(columns + Lanes),
            Vector512.LoadAligned(columns + 2 * Lanes),
            Vector512.LoadAligned(columns + 3 * Lanes)).Store(exits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Select<TDepth, TLookup>(
        byte* slots, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth)
        where TDepth : struct, ISelectDepth
        where TLookup : struct, IColumnLookup
    {
        byte* codes = slots + Lanes;
        Vector512<byte> root = Answer<TLookup>(Of1(slots), Of1(codes), first, second, third, fourth);
        Vector512<byte> level1 = Answer<TLookup>(
            Of2(slots + SlotBytes, root), Of2(codes + SlotBytes, root), first, second, third, fourth);
        Vector512<byte> index = (root & Bit<TDepth>(0)) | (level1 & Bit<TDepth>(1));
        if (TDepth.Levels == 2)
            return index;

        Vector512<byte> level2 = Answer<TLookup>(
            Of4(slots + 3 * SlotBytes, root, level1), Of4(codes + 3 * SlotBytes, root, level1), first, second, third, fourth);
        index |= level2 & Bit<TDepth>(2);
        if (TDepth.Levels == 3)
            return index;

        Vector512<byte> level3 = Answer<TLookup>(
            Of8(slots + 7 * SlotBytes, root, level1, level2), Of8(codes + 7 * SlotBytes, root, level1, level2), first, second, third, fourth);
        index |= level3 & Bit<TDepth>(3);
        if (TDepth.Levels == 4)
            return index;

        Vector512<byte> level4 = Answer<TLookup>(
            Of16(slots + 15 * SlotBytes, root, level1, level2, level3),
            Of16(codes + 15 * SlotBytes, root, level1, level2, level3),
            first, second, third, fourth);
        index |= level4 & Bit<TDepth>(4);
        if (TDepth.Levels == 5)
            return index;

        Vector512<byte> level5 = Answer<TLookup>(
            Of32(slots + 31 * SlotBytes, root, level1, level2, level3, level4),
            Of32(codes + 31 * SlotBytes, root, level1, level2, level3, level4),
            first, second, third, fourth);
        return index | (level5 & Bit<TDepth>(5));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Answer<TLookup>(
        Vector512<byte> column, Vector512<byte> code, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth)
        where TLookup : struct, IColumnLookup =>
        Vector512.GreaterThan(TLookup.At(column, first, second, third, fourth), code);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Bit<TDepth>(int level)
        where TDepth : struct, ISelectDepth =>
        Vector512.Create((byte)(1 << (TDepth.Levels - 1 - level)));

    // The selects of a level: first by the root's answer, last by the answer of the level above, so that only one of them waits for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of1(byte* slot) => Vector512.LoadAligned(slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of2(byte* slot, Vector512<byte> a, int step = 1) =>
        Vector512.ConditionalSelect(a, Of1(slot + step * SlotBytes), Of1(slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of4(byte* slot, Vector512<byte> a, Vector512<byte> b, int step = 1) =>
        Vector512.ConditionalSelect(b, Of2(slot + step * SlotBytes, a, 2 * step), Of2(slot, a, 2 * step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of8(byte* slot, Vector512<byte> a, Vector512<byte> b, Vector512<byte> c, int step = 1) =>
        Vector512.ConditionalSelect(c, Of4(slot + step * SlotBytes, a, b, 2 * step), Of4(slot, a, b, 2 * step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of16(
        byte* slot, Vector512<byte> a, Vector512<byte> b, Vector512<byte> c, Vector512<byte> d, int step = 1) =>
        Vector512.ConditionalSelect(d, Of8(slot + step * SlotBytes, a, b, c, 2 * step), Of8(slot, a, b, c, 2 * step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Of32(
        byte* slot, Vector512<byte> a, Vector512<byte> b, Vector512<byte> c, Vector512<byte> d, Vector512<byte> e) =>
        Vector512.ConditionalSelect(e, Of16(slot + SlotBytes, a, b, c, d, 2), Of16(slot, a, b, c, d, 2));
}
