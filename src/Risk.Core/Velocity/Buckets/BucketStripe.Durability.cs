using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <content>What goes to files and comes back: a bucket is a number and what it keeps.</content>
internal sealed partial class BucketStripe
{
    /// <inheritdoc/>
    public override void Replay(in EntityEvent record, ulong kind)
    {
        if (kind == JournalBuffer.Removal)
        {
            TakeBack(in record);
        }
        else
        {
            Process(in record, -1, [], [], record: true);
        }
    }

    /// <summary>Puts back a key's history; the store must not know the key yet.</summary>
    /// <param name="hash">The key.</param>
    /// <param name="incompleteUntil">Until when its windows may miss events.</param>
    /// <param name="lastTime">The time of its newest event.</param>
    /// <param name="buckets">Words of its buckets, in order of time.</param>
    /// <returns>How many buckets found room.</returns>
    public int RestoreKey(ulong hash, long incompleteUntil, long lastTime, ReadOnlySpan<ulong> buckets)
    {
        _gate.Enter();
        try
        {
            int words = _layout.BucketWords;
            int count = buckets.Length / words;
            long unreached = _layout.Split(lastTime).Bucket - _layout.Buckets;
            while (count > 0 && (long)buckets[0] <= unreached)
            {
                buckets = buckets[words..];
                count--;
            }

            int capacity = System.Numerics.BitOperations.Log2(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1)));
            uint block = count == 0 ? 0 : _arena.Allocate(capacity, _layout.BlockWords(capacity));
            if (block == 0)
            {
                if (count > 0)
                {
                    NoRoomFor(lastTime);
                }

                return 0;
            }

            BucketHistory.Initialize(ref _arena.Block(block), _layout, capacity, hash, incompleteUntil);
            var history = new BucketHistory(ref _arena.Block(block), _layout);
            for (int i = 0; i < count; i++)
            {
                ref ulong bucket = ref history.Append((long)buckets[i * words]);
                for (int word = BucketLayout.FirstSlotWord; word < words; word++)
                {
                    Unsafe.Add(ref bucket, word) = buckets[(i * words) + word];
                }
            }

            history.Restored(lastTime, lastTime);
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
        var history = new BucketHistory(ref _arena.Block(block), _layout);
        writer.UInt64(history.Hash);
        writer.Int64(history.IncompleteUntil);
        writer.Int64(history.LastTime);
        writer.Int32(history.Count);
        int words = BucketLayout.FirstSlotWord + manifest.Slots.Sum(static slot => slot.Words);
        for (int index = 0; index < history.Count; index++)
        {
            ref ulong bucket = ref history.Bucket(index);
            for (int word = 0; word < words; word++)
            {
                writer.UInt64(Unsafe.Add(ref bucket, word));
            }
        }

        return history.Count;
    }
}
