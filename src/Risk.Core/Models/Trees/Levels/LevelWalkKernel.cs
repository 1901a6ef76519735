using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Models.Trees;

/// <summary>
/// Goes on where <see cref="LevelSelectKernel"/> stops, with 16 trees in a vector. A step gathers a node of four bytes for each lane, looks its
/// column up in registers and moves to a child. Trees that are at a leaf leave the list between bursts of steps. The processor overlaps
/// the vectors of a list by itself: nothing branches between them.
/// </summary>
internal static unsafe class LevelWalkKernel
{
    /// <summary>Trees that are walked together, and the room that lists need behind their end.</summary>
    internal const int Lanes = 16;

    /// <summary>Finds where trees go on below the top levels.</summary>
    /// <param name="entries">The entries of the first tree.</param>
    /// <param name="levels">The top levels.</param>
    /// <param name="exits">Where the top levels were left.</param>
    /// <param name="count">The number of trees, rounded up to 64 by the tables.</param>
    /// <param name="states">Receives the entry of each tree.</param>
    /// <param name="nodes">Receives the node of each tree that is not at a leaf.</param>
    /// <param name="trees">Receives the number of each such tree.</param>
    /// <returns>How many such trees there are.</returns>
    internal static int Enter(int* entries, int levels, byte* exits, int count, int* states, int* nodes, int* trees)
    {
        int open = 0;
        for (int first = 0; first < count; first += Lanes)
        {
            Vector512<int> tree = Vector512<int>.Indices + Vector512.Create(first);
            Vector512<int> index = (tree << levels) + Avx512F.ConvertToVector512Int32(Vector128.Load(exits + first));
            Vector512<int> entry = Gather(entries, index);
            entry.Store(states + first);
            Vector512<int> isOpen = Vector512.GreaterThanOrEqual(entry, Vector512<int>.Zero)
                & Vector512.LessThan(tree, Vector512.Create(count));
            Avx512F.Compress(Vector512<int>.Zero, isOpen, entry).Store(nodes + open);
            Avx512F.Compress(Vector512<int>.Zero, isOpen, tree).Store(trees + open);
            open += BitOperations.PopCount((uint)isOpen.ExtractMostSignificantBits());
        }

        return open;
    }

    /// <summary>Walks listed trees down by a burst of steps; those that were at a leaf before the last step leave the list.</summary>
    /// <param name="table">The nodes of all trees; the first is a leaf.</param>
    /// <param name="columns">The row's columns, aligned.</param>
    /// <param name="levels">How many steps.</param>
    /// <param name="nodes">The node of each tree.</param>
    /// <param name="trees">The trees.</param>
    /// <param name="count">How many are listed.</param>
    /// <param name="leaves">Receives the leaf of each tree that is done.</param>
    /// <param name="done">Receives the number of each tree that is done.</param>
    /// <returns>How many are left.</returns>
    internal static int Walk<TLookup>(
        int* table, byte* columns, int levels, int* nodes, int* trees, int count, int* leaves, int* done)
        where TLookup : struct, IColumnLookup
    {
        Vector512<byte> first = Vector512.LoadAligned(columns);
        Vector512<byte> second = Vector512.LoadAligned(columns + 64);
        Vector512<byte> third = Vector512.LoadAligned(columns + 128);
        Vector512<byte> fourth = Vector512.LoadAligned(columns + 192);
        Vector512<int>.Zero.Store(nodes + count);

        int left = 0;
        int finished = 0;
        for (int group = 0; group < count; group += Lanes)
        {
            Vector512<int> index = Vector512.Load(nodes + group);
            Vector512<int> node = default;
            for (int level = levels; level > 0; level--)
            {
                node = Gather(table, index);
                index = Next<TLookup>(index, node, first, second, third, fourth);
            }

            Keep(index, node, group, count, nodes, trees, ref left, leaves, done, ref finished);
        }

        return left;
    }

    // What a value exceeds its code by, cut to one, is the way to go: of both children the second is the right one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Next<TLookup>(
        Vector512<int> index, Vector512<int> node, Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth)
        where TLookup : struct, IColumnLookup
    {
        Vector512<byte> value = TLookup.At(node.AsByte(), first, second, third, fourth);
        Vector512<uint> excess = Avx512BW.SubtractSaturate(value, (node << 8).AsByte()).AsUInt32() >>> 24;
        Vector512<int> right = Vector512.Min(excess, Vector512<uint>.One).AsInt32();
        return index + (node & Vector512.Create(0xFFFF)) + right;
    }

    // Lists are compacted in place: they are never written beyond what was read. The node is the one before the last step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(
        Vector512<int> index, Vector512<int> node, int position, int count, int* nodes, int* trees, ref int left, int* leaves, int* done, ref int finished)
    {
        Vector512<int> tree = Vector512.Load(trees + position);
        Vector512<int> isListed = Vector512.LessThan(Vector512<int>.Indices + Vector512.Create(position), Vector512.Create(count));
        Vector512<int> isLeaf = Vector512.Equals(node & Vector512.Create(0xFFFF), Vector512<int>.Zero);
        Vector512<int> open = Vector512.AndNot(isListed, isLeaf);
        Vector512<int> closed = isListed & isLeaf;
        Avx512F.Compress(Vector512<int>.Zero, closed, (node >>> 16) & Vector512.Create(0xFF)).Store(leaves + finished);
        Avx512F.Compress(Vector512<int>.Zero, closed, tree).Store(done + finished);
        finished += BitOperations.PopCount((uint)closed.ExtractMostSignificantBits());
        Avx512F.Compress(Vector512<int>.Zero, open, index).Store(nodes + left);
        Avx512F.Compress(Vector512<int>.Zero, open, tree).Store(trees + left);
        left += BitOperations.PopCount((uint)open.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Gather(int* table, Vector512<int> index) =>
        Vector512.Create(Avx2.GatherVector256(table, index.GetLower(), sizeof(int)), Avx2.GatherVector256(table, index.GetUpper(), sizeof(int)));
}
