namespace Risk.Velocity;

/// <content>What goes to files and comes back.</content>
internal sealed partial class EntityStripe
{
    /// <summary>Ranges of hashes that a stripe is copied in: the gate is held for one at a time.</summary>
    public const int Chunks = 256;

    private const int ChunkShift = 56;
    private const int EventHeaderWords = 2;

    /// <summary>The range that a hash falls in, in a store with so many stripes.</summary>
    public static int ChunkOf(ulong hash, int stripeBits) => (int)((hash << stripeBits) >> ChunkShift);

    /// <summary>From now on what is recorded goes into a journal's buffer too.</summary>
    public void StartJournal()
    {
        _gate.Enter();
        _journal ??= new JournalBuffer();
        _journal.IsOn = true;
        _gate.Exit();
    }

    /// <summary>Nothing is kept for the journal any more, and what was not flushed is forgotten.</summary>
    public void StopJournal()
    {
        _gate.Enter();
        if (_journal is not null)
        {
            _journal.IsOn = false;
            _journal.Clear();
        }

        _gate.Exit();
    }

    /// <summary>Takes what was recorded since the last time.</summary>
    /// <param name="words">An array to exchange; the records on return.</param>
    /// <param name="used">How many words they are.</param>
    /// <returns>The number of the first of them among the stripe's records.</returns>
    public long TakeJournal(ref ulong[] words, out int used)
    {
        used = 0;
        long first = 0;
        _gate.Enter();
        if (_journal is { Used: > 0 } journal)
        {
            used = journal.Used;
            first = journal.Sequence - (used / (JournalBuffer.FixedWords + Layout.Columns.Length));
            words = journal.Swap(words);
        }

        _gate.Exit();
        return first;
    }

    /// <summary>Records again what a journal holds.</summary>
    /// <param name="record">The event.</param>
    /// <param name="kind">The first word of its record.</param>
    public void Replay(in EntityEvent record, ulong kind)
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

    /// <summary>Writes the history of all keys of a range, as one moment saw them.</summary>
    /// <param name="chunk">The range.</param>
    /// <param name="columns">How many values an event has in the file; columns added since are left out.</param>
    /// <param name="writer">Where to.</param>
    /// <returns>How many keys and events were written.</returns>
    public (int Keys, long Events) CopyChunk(int chunk, int columns, ByteWriter writer)
    {
        int keys = 0;
        long events = 0;
        _gate.Enter();
        try
        {
            ulong[] table = _table;
            int mask = table.Length - 1;
            writer.Int64(_journal?.Sequence ?? 0);
            writer.Int64(_newest);
            writer.Int64(_lastEviction);
            int countAt = writer.Length;
            writer.Int32(0);
            int first = (int)((long)chunk * table.Length / Chunks);
            int end = (int)(((long)(chunk + 1) * table.Length) / Chunks);
            for (int i = first, seen = 0; seen < table.Length && (i < Math.Max(end, first + 1) || table[i & mask] != 0); i++, seen++)
            {
                ulong entry = table[i & mask];
                if (entry == 0)
                {
                    continue;
                }

                var history = new KeyHistory(ref _arena.Block((uint)entry), Layout);
                if (ChunkOf(history.Word(EntityLayout.HashWord), _stripeBits) == chunk)
                {
                    CopyKey(history, columns, writer);
                    keys++;
                    events += history.Count;
                }
            }

            writer.PutInt32(countAt, keys);
            return (keys, events);
        }
        finally
        {
            _gate.Exit();
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

            EnsureRoomInTable();
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
            Place(_table, hash, block);
            _count++;
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

    /// <summary>Notes how the stripe stood in a file.</summary>
    public void RestoreState(long newest, long lastEviction)
    {
        _gate.Enter();
        _newest = Math.Max(_newest, newest);
        _lastEviction = Math.Max(_lastEviction, lastEviction);
        _gate.Exit();
    }

    /// <summary>Windows that reach back to a time or beyond are incomplete, whatever the key: events up to it were lost.</summary>
    public void MarkIncomplete(long until)
    {
        _gate.Enter();
        _lastEviction = Math.Max(_lastEviction, until);
        foreach (ulong entry in _table)
        {
            if (entry != 0)
            {
                var history = new KeyHistory(ref _arena.Block((uint)entry), Layout);
                history.IncompleteUntil = Math.Max(history.IncompleteUntil, until + Layout.Span);
            }
        }

        _gate.Exit();
    }

    /// <summary>The newest time recorded; <see cref="long.MinValue"/> without one.</summary>
    public long Newest => Volatile.Read(ref _newest);

    private void NoRoomFor(ReadOnlySpan<ulong> events, int words)
    {
        if (!events.IsEmpty)
        {
            _statistics.CountEvicted();
            _lastEviction = Math.Max(_lastEviction, (long)events[^words]);
        }
    }

    private void CopyKey(KeyHistory history, int columns, ByteWriter writer)
    {
        writer.UInt64(history.Word(EntityLayout.HashWord));
        writer.Int64(history.IncompleteUntil);
        writer.Int32((int)history.Count);
        for (uint sequence = history.Tail; sequence != history.Head; sequence++)
        {
            writer.Int64(history.TimeOf(sequence));
            writer.UInt64(Layout.HasFlags ? history.FlagsOf(sequence) : 0);
            for (int column = 0; column < columns; column++)
            {
                writer.UInt64(history.ValueAt(sequence, column));
            }
        }
    }
}
