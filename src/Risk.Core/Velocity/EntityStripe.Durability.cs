namespace Risk.Velocity;

/// <content>What goes to files and comes back.</content>
internal sealed partial class EntityStripe
{
    private const int EventHeaderWords = 2;

    /// <inheritdoc/>
    public override void Replay(in EntityEvent record, ulong kind)
    {
        if ((kind & ((1 << JournalBuffer.KindBits) - 1)) == JournalBuffer.Event)
        {
            Process(in record, -1, [], [], record: true);
        }
        else
        {
            Amend(record.Hash, (int)(kind >> JournalBuffer.KindBits), record.Flags, record.Values);
        }
    }

    /// <summary>Puts back a key's history; the store must not know the key yet.</summary>
    /// <param name="hash">The key.</param>
    /// <param name="incompleteUntil">Until when its windows may miss events.</param>
    /// <param name="events">Time, flags and values of each event, in order of time.</param>
    /// <param name="maximumCapacity">The largest ring as a power of two.</param>
    /// <returns>How many events found room.</returns>
    public int RestoreKey(ulong hash, long incompleteUntil, ReadOnlySpan<ulong> events, int maximumCapacity)
    {
        _gate.Enter();
        try
        {
            int words = EventHeaderWords + Layout.Columns.Length;
            int count = events.Length / words;
            int capacity = Math.Min(maximumCapacity, System.Numerics.BitOperations.Log2(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1))));
            int dropped = Math.Max(0, count - (1 << capacity));
            uint block = count == 0 ? 0 : _arena.Allocate(capacity, Layout.BlockWords(capacity));
            if (block == 0)
            {
                NoRoomFor(events, words);
                return 0;
            }

            if (dropped > 0)
            {
                incompleteUntil = Math.Max(incompleteUntil, (long)events[(dropped - 1) * words] + Layout.Span);
            }

            KeyHistory.Initialize(ref _arena.Block(block), Layout, capacity, hash, incompleteUntil);
            var history = new KeyHistory(ref _arena.Block(block), Layout);
            for (int i = dropped; i < count; i++)
            {
                ReadOnlySpan<ulong> source = events.Slice(i * words, words);
                history.Append((long)source[0], source[1], source[EventHeaderWords..]);
            }

            history.Clock = history.LastTime;
            history.Rebuild();
            AddToTable(hash, block);
            _newest = Math.Max(_newest, history.LastTime);
            return count - dropped;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Notes the ids of all events anew.</summary>
    /// <param name="column">The column of the ids.</param>
    /// <param name="entity">The entity's ordinal.</param>
    /// <param name="index">Where to.</param>
    public void RestoreIds(int column, int entity, EventIndex index)
    {
        _gate.Enter();
        try
        {
            foreach (ulong entry in _table)
            {
                if (entry == 0)
                {
                    continue;
                }

                var history = new KeyHistory(ref _arena.Block((uint)entry), Layout);
                for (uint sequence = history.Tail; sequence != history.Head; sequence++)
                {
                    if (history.ValueAt(sequence, column) is not 0 and ulong id)
                    {
                        index.Restore(id, new EventPlace(entity, history.Word(EntityLayout.HashWord), history.TimeOf(sequence)));
                    }
                }
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void NoRoomFor(ReadOnlySpan<ulong> events, int words)
    {
        if (!events.IsEmpty)
        {
            _statistics.CountEvicted();
            _lastEviction = Math.Max(_lastEviction, (long)events[^words]);
        }
    }

    private protected override long CopyKey(uint block, EntityManifest manifest, ByteWriter writer)
    {
        var history = new KeyHistory(ref _arena.Block(block), Layout);
        writer.UInt64(history.Word(EntityLayout.HashWord));
        writer.Int64(history.IncompleteUntil);
        writer.Int32((int)history.Count);
        for (uint sequence = history.Tail; sequence != history.Head; sequence++)
        {
            writer.Int64(history.TimeOf(sequence));
            writer.UInt64(Layout.HasFlags ? history.FlagsOf(sequence) : 0);
            for (int column = 0; column < manifest.Columns.Length; column++)
            {
                writer.UInt64(history.ValueAt(sequence, column));
            }
        }

        return history.Count;
    }
}
