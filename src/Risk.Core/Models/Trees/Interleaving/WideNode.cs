using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Models.Trees;

/// <summary>Sixteen bytes, for float64 rows and for trees or rows that <see cref="NarrowNode"/> has too few bits for.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct WideNode : IKeyedNode<WideNode, long>
{
    private long _threshold;
    private int _slot;
    private int _distance;

    public static int MaximumSlot => int.MaxValue;

    public static int MaximumDistance => int.MaxValue;

    public static long LowestKey => long.MinValue;

    public static long KeyOfThreshold(double threshold) => OrderedKey.OfThreshold64(threshold);

    public static long KeyOf(int value) => value;

    public static WideNode Create(long threshold, int slot, int distance) =>
        new() { _threshold = threshold, _slot = slot, _distance = distance };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideNode* Next(WideNode* node, long* keys) =>
        node + (nint)(uint)(node->_distance + Unsafe.BitCast<bool, byte>(keys[node->_slot] > node->_threshold));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(WideNode* node) => node->_distance == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Leaf(WideNode* node) => (int)node->_threshold;

    public static void Fill(OrderedRow row, float* values, long* keys) => row.Fill(values, keys);

    public static void Fill(OrderedRow row, double* values, long* keys) => row.Fill(values, keys);
}
