using System.Runtime.InteropServices;

namespace Risk.Velocity;

/// <content>What goes to files and comes back: values with the buckets they were seen in, or buckets with their registers.</content>
internal sealed partial class DistinctStripe
{
    private const int MarksForm = 0;
    private const int SketchesForm = 1;

    /// <inheritdoc/>
    public override void Replay(in EntityEvent record, ulong kind) => Process(in record, -1, [], [], record: true);

    /// <summary>Puts back a key of a file; the store must not know the key yet.</summary>
    /// <param name="section">The file, at the key.</param>
    /// <returns>How many values or sketches found room.</returns>
    public long RestoreKey(ref ByteReader section)
    {
        _gate.Enter();
        try
        {
            ulong hash = section.UInt64();
            long incompleteUntil = section.Int64();
            long lastTime = section.Int64();
            long newest = section.Int64();
            int form = section.Int32();
            int buckets = section.Int32();
            int count = section.Count(sizeof(ulong));
            int capacity = form == SketchesForm ? DistinctLayout.SketchesFor(Math.Min(count, _layout.Buckets)) : _layout.CapacityFor(count);
            uint block = _arena.Allocate(capacity, BlockWords(capacity));
            if (block == 0)
            {
                Skip(ref section, form, buckets, count);
                NoRoomFor(lastTime);
                return 0;
            }

            InitializeHeader(block, capacity, hash, incompleteUntil, lastTime);
            ref ulong target = ref _arena.Block(block);
            if (form == SketchesForm)
            {
                RestoreSketches(ref section, new DistinctSketches(ref target, _layout), count, newest);
            }
            else
            {
                RestoreMarks(ref section, DistinctMarks.Initialize(ref target, _layout, newest), buckets, count);
            }

            AddToTable(hash, block);
            _newest = Math.Max(_newest, lastTime);
            return count;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private protected override long CopyKey(uint block, EntityManifest manifest, ByteWriter writer)
    {
        ref ulong words = ref _arena.Block(block);
        bool hasSketches = DistinctLayout.HasSketches(BlockHeader.CapacityOf(ref words));
        writer.UInt64(words);
        writer.Int64((long)BlockHeader.IncompleteUntil(ref words));
        writer.Int64(LastTimeOf(block));
        return hasSketches ? CopySketches(new DistinctSketches(ref words, _layout), writer) : CopyMarks(new DistinctMarks(ref words, _layout), writer);
    }

    private static long CopySketches(DistinctSketches sketches, ByteWriter writer)
    {
        writer.Int64(sketches.Newest);
        writer.Int32(SketchesForm);
        writer.Int32(0);
        writer.Int32(sketches.Count);
        for (int index = 0; index < sketches.Count; index++)
        {
            writer.Int64(sketches.NumberOf(index));
            writer.UInt64s(MemoryMarshal.Cast<byte, ulong>(sketches.Registers(index)));
        }

        return sketches.Count;
    }

    // For each value its hash, then a bit for each bucket in reach, the newest first.
    private long CopyMarks(DistinctMarks marks, ByteWriter writer)
    {
        int count = marks.CountInReach();
        int buckets = _layout.Buckets;
        Span<ulong> bits = stackalloc ulong[_layout.MaskWords];
        writer.Int64(marks.Newest);
        writer.Int32(MarksForm);
        writer.Int32(buckets);
        writer.Int32(count);
        for (int place = 0; place < marks.Places; place++)
        {
            bits.Clear();
            for (int back = 0; marks.ValueAt(place) != 0 && back < buckets; back++)
            {
                bits[back >> 6] |= marks.IsSeen(place, marks.Newest - back) ? 1UL << back : 0;
            }

            if (bits.ContainsAnyExcept(0UL))
            {
                writer.UInt64(marks.ValueAt(place));
                writer.UInt64s(bits);
            }
        }

        return count;
    }

    private void RestoreMarks(ref ByteReader section, DistinctMarks marks, int buckets, int count)
    {
        Span<ulong> bits = new ulong[(buckets + 63) / 64];
        long newest = marks.Newest;
        for (int i = 0; i < count; i++)
        {
            ulong value = section.UInt64();
            section.UInt64s(bits);
            for (int back = 0; back < Math.Min(buckets, _layout.Buckets); back++)
            {
                if (((bits[back >> 6] >> back) & 1) != 0)
                {
                    marks.TryAdd(value, newest - back);
                }
            }
        }
    }

    private void RestoreSketches(ref ByteReader section, DistinctSketches sketches, int count, long newest)
    {
        Span<ulong> registers = new ulong[HyperLogLog.Registers / sizeof(ulong)];
        for (int i = 0; i < count; i++)
        {
            long bucket = section.Int64();
            section.UInt64s(registers);
            if (bucket > newest - _layout.Buckets)
            {
                MemoryMarshal.AsBytes(registers).CopyTo(sketches.Open(sketches.Count, bucket));
            }
        }
    }

    private static void Skip(ref ByteReader section, int form, int buckets, int count)
    {
        int words = 1 + (form == SketchesForm ? HyperLogLog.Registers / sizeof(ulong) : (buckets + 63) / 64);
        section.Take(count * words * sizeof(ulong));
    }
}
