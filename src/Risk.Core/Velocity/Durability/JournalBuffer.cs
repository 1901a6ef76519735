namespace Risk.Velocity;

/// <summary>
/// What one stripe recorded since its last flush, as words: kind, key hash, time, flags and all column values of each record. Guarded by the stripe's gate, so that
/// the order of records is the order of recording.
/// </summary>
internal sealed class JournalBuffer
{
    /// <summary>The kind of a recorded event.</summary>
    public const int Event = 0;

    /// <summary>The kind of an event amended later; the higher bits tell how many events back from the newest of its key.</summary>
    public const int Amendment = 1;

    /// <summary>The kind of an event taken out of its bucket, as it was known: what follows puts it in as it is known now.</summary>
    public const int Removal = 2;

    public const int KindBits = 8;
    public const int FixedWords = 4;

    private ulong[] _words = new ulong[1024];

    /// <summary>Records of this stripe since the store was opened, those in the buffer included.</summary>
    public long Sequence { get; private set; }

    public int Used { get; private set; }

    /// <summary>Whether records are kept: not while a store is restored, nor after the journal failed.</summary>
    public bool IsOn { get; set; }

    /// <summary>Adds a record, its values filled up to the columns of the layout.</summary>
    public void Append(int kind, int stepsBack, ulong hash, long time, ulong flags, ReadOnlySpan<ulong> values, ValueColumn[] columns)
    {
        if (!IsOn)
        {
            return;
        }

        int size = FixedWords + columns.Length;
        if (Used + size > _words.Length)
        {
            Array.Resize(ref _words, (_words.Length * 2) + size);
        }

        Span<ulong> record = _words.AsSpan(Used, size);
        record[0] = (uint)kind | ((ulong)(uint)stepsBack << KindBits);
        record[1] = hash;
        record[2] = (ulong)time;
        record[3] = flags;
        for (int i = 0; i < columns.Length; i++)
        {
            record[FixedWords + i] = i < values.Length ? values[i] : columns[i].Missing;
        }

        Used += size;
        Sequence++;
    }

    /// <summary>Moves the records into a larger layout.</summary>
    public void Widen(ValueColumn[] old, ValueColumn[] columns)
    {
        int oldSize = FixedWords + old.Length;
        int size = FixedWords + columns.Length;
        int records = Used / oldSize;
        ulong[] wider = new ulong[Math.Max(1024, records * size * 2)];
        for (int record = 0; record < records; record++)
        {
            _words.AsSpan(record * oldSize, oldSize).CopyTo(wider.AsSpan(record * size));
            for (int column = old.Length; column < columns.Length; column++)
            {
                wider[(record * size) + FixedWords + column] = columns[column].Missing;
            }
        }

        _words = wider;
        Used = records * size;
    }

    /// <summary>Hands the words over in exchange for an empty array.</summary>
    public ulong[] Swap(ulong[] empty)
    {
        ulong[] full = _words;
        _words = empty.Length >= FixedWords ? empty : new ulong[1024];
        Used = 0;
        return full;
    }

    /// <summary>Forgets what was not flushed.</summary>
    public void Clear() => Used = 0;
}
