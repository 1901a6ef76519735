using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Models.Trees;

/// <summary>Eight bytes for float32 rows: eight nodes a cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal unsafe struct NarrowNode : IKeyedNode<NarrowNode, int>
{
    private int _threshold;
    private ushort _slot;
    private ushort _distance;

    public static int MaximumSlot => ushort.MaxValue;

    public static int MaximumDistance => ushort.MaxValue;

    public static int LowestKey => int.MinValue;

    public static int KeyOfThreshold(double threshold) => OrderedKey.OfThreshold32(threshold);

    public static int KeyOf(int value) => value;

    public static NarrowNode Create(int threshold, int slot, int distance) =>
        new() { _threshold = threshold, _slot = checked((ushort)slot), _distance = checked((ushort)distance) };

    // A bool that becomes a byte stays arithmetic; a choice of 0 and 1 would become a branch that is mispredicted half the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowNode* Next(NarrowNode* node, int* keys) =>
        node + (nint)(node->_distance + (uint)Unsafe.BitCast<bool, byte>(keys[node->_slot] > node->_threshold));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(NarrowNode* node) => node->_distance == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Leaf(NarrowNode* node) => node->_threshold;

    public static void Fill(OrderedRow row, float* values, int* keys) => row.Fill(values, keys);

    public static void Fill(OrderedRow row, double* values, int* keys) => throw new NotSupportedException();
}
