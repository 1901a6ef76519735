namespace Risk.Velocity;

/// <content>What goes to files and comes back.</content>
internal abstract partial class WindowStripe
{
    /// <summary>Ranges of hashes that a stripe is copied in: the gate is held for one at a time.</summary>
    public const int Chunks = 256;

    private const int ChunkShift = 56;

    /// <summary>The newest time recorded; <see cref="long.MinValue"/> without one.</summary>
    public long Newest => Volatile.Read(ref _newest);

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
            first = journal.Sequence - (used / (JournalBuffer.FixedWords + JournalColumns.Length));
            words = journal.Swap(words);
        }

        _gate.Exit();
        return first;
    }

    /// <summary>Records again what a journal holds.</summary>
    /// <param name="record">The event.</param>
    /// <param name="kind">The first word of its record.</param>
    public abstract void Replay(in EntityEvent record, ulong kind);

    /// <summary>Writes the history of all keys of a range, as one moment saw them.</summary>
    /// <param name="chunk">The range.</param>
    /// <param name="manifest">What the file holds of a key; what was added to the layout since is left out.</param>
    /// <param name="writer">Where to.</param>
    /// <returns>How many keys and events were written.</returns>
    public (int Keys, long Events) CopyChunk(int chunk, EntityManifest manifest, ByteWriter writer)
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
                if (entry != 0 && ChunkOf(_arena.Block((uint)entry), _stripeBits) == chunk)
                {
                    events += CopyKey((uint)entry, manifest, writer);
                    keys++;
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

    /// <summary>Notes how the stripe stood in a file, before its keys are put back.</summary>
    /// <param name="newest">The newest time recorded.</param>
    /// <param name="lastEviction">The time of the newest event that was evicted.</param>
    /// <param name="keys">About how many keys will come.</param>
    public void RestoreState(long newest, long lastEviction, long keys)
    {
        _gate.Enter();
        Reserve(keys);
        _newest = Math.Max(_newest, newest);
        _lastEviction = Math.Max(_lastEviction, lastEviction);
        _gate.Exit();
    }

    /// <summary>Windows that reach back to a time or beyond are incomplete, whatever the key: events up to it were lost.</summary>
    public void MarkIncomplete(long until)
    {
        _gate.Enter();
        MarkIncompleteInside(until);
        _gate.Exit();
    }

    private protected void MarkIncompleteInside(long until)
    {
        _lastEviction = Math.Max(_lastEviction, until);
        foreach (ulong entry in _table)
        {
            if (entry != 0)
            {
                ref ulong incomplete = ref BlockHeader.IncompleteUntil(ref _arena.Block((uint)entry));
                incomplete = (ulong)Math.Max((long)incomplete, until + Span);
            }
        }
    }

    /// <summary>Writes the history of one key, its hash first.</summary>
    /// <returns>How many events it holds.</returns>
    private protected abstract long CopyKey(uint block, EntityManifest manifest, ByteWriter writer);
}
