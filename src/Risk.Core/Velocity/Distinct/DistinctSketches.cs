using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Velocity;

/// <summary>The values of one key when they are many, in its block: a ring of buckets with a sketch each. The sketches of a window's buckets are merged when it is read.</summary>
/// <remarks>Held only under the stripe's gate.</remarks>
internal readonly ref struct DistinctSketches
{
    private readonly ref ulong _block;
    private readonly DistinctLayout _layout;
    private readonly BucketRing _ring;

    public DistinctSketches(ref ulong block, DistinctLayout layout)
    {
        _block = ref block;
        _layout = layout;
        _ring = new BucketRing(ref block, DistinctLayout.Start, DistinctLayout.SketchWords, layout.RingBuckets(BlockHeader.CapacityOf(ref block)));
    }

    public int Count => _ring.Count;

    /// <summary>The number of the newest bucket; before all others when there is none.</summary>
    public long Newest => _ring.Count == 0 ? long.MinValue / 2 : _ring.NumberOf(_ring.Count - 1);

    /// <summary>Adds a value to the sketch of a bucket.</summary>
    /// <returns>False when the bucket is not there and the ring has no room.</returns>
    public bool TryAdd(ulong value, long bucket)
    {
        int index = _ring.IndexOf(bucket);
        if (index < 0 && _ring.IsFull)
        {
            return false;
        }

        (int register, byte rank) = HyperLogLog.Place(value);
        ref byte kept = ref (index >= 0 ? Registers(index) : Open(~index, bucket))[register];
        kept = Math.Max(kept, rank);
        return true;
    }

    /// <summary>Merges the sketches of a range of buckets into registers.</summary>
    public void Merge(long first, long last, Span<byte> registers)
    {
        for (int index = _ring.Count - 1; index >= 0 && _ring.NumberOf(index) >= first; index--)
        {
            if (_ring.NumberOf(index) <= last)
            {
                TensorPrimitives.Max(registers, Registers(index), registers);
            }
        }
    }

    /// <summary>The number of a bucket.</summary>
    public long NumberOf(int index) => _ring.NumberOf(index);

    /// <summary>The registers of a bucket.</summary>
    public Span<byte> Registers(int index) => RegistersOf(ref _ring.Bucket(index));

    /// <summary>Puts in a bucket with an empty sketch.</summary>
    /// <returns>Its registers.</returns>
    public Span<byte> Open(int index, long bucket)
    {
        ref ulong added = ref _ring.Open(index);
        added = (ulong)bucket;
        Span<byte> registers = RegistersOf(ref added);
        registers.Clear();
        return registers;
    }

    /// <summary>Drops buckets that no window reaches any more, given the newest there will be.</summary>
    public void DropUnreached(long newest) => _ring.Drop(_ring.CountUpTo(newest - _layout.Buckets));

    /// <summary>Drops the oldest bucket though windows may still reach it; they are incomplete until it has passed out of them.</summary>
    public void DropOldest()
    {
        ref ulong incomplete = ref BlockHeader.IncompleteUntil(ref _block);
        incomplete = (ulong)Math.Max((long)incomplete, ((_ring.NumberOf(0) + 1) * _layout.Width) + _layout.Span);
        _ring.Drop(1);
    }

    private static Span<byte> RegistersOf(ref ulong bucket) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<ulong, byte>(ref Unsafe.Add(ref bucket, 1)), HyperLogLog.Registers);
}
