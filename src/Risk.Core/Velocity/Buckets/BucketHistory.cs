using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// The history of one key in buckets, read and written in place in its block: a ring of the buckets that saw an event, in order of time, and the frames that move over it.
/// What a bucket keeps does not depend on the order in which its events came.
/// </summary>
/// <remarks>Held only under the stripe's gate. Indexes count from the oldest bucket kept and come from the layout, which sized the block.</remarks>
internal readonly ref partial struct BucketHistory
{
    private readonly ref ulong _block;
    private readonly BucketLayout _layout;
    private readonly BucketRing _ring;

    public BucketHistory(ref ulong block, BucketLayout layout)
    {
        _block = ref block;
        _layout = layout;
        _ring = new BucketRing(ref block, layout.RingStart, layout.BucketWords, layout.RingBuckets(BlockHeader.CapacityOf(ref block)));
    }

    public ulong Hash => _block;

    public long Clock
    {
        get => (long)Word(BlockHeader.ClockWord);
        private set => Word(BlockHeader.ClockWord) = (ulong)value;
    }

    public long IncompleteUntil
    {
        get => (long)Word(BlockHeader.IncompleteWord);
        set => Word(BlockHeader.IncompleteWord) = (ulong)value;
    }

    /// <summary>The time of the newest event recorded.</summary>
    public long LastTime
    {
        get => (long)Word(BucketLayout.LastTimeWord);
        private set => Word(BucketLayout.LastTimeWord) = (ulong)value;
    }

    public int Capacity => BlockHeader.CapacityOf(ref _block);

    public int Count => _ring.Count;

    public bool IsFull => _ring.IsFull;

    /// <summary>Writes an empty history.</summary>
    public static void Initialize(ref ulong block, BucketLayout layout, int capacity, ulong hash, long incompleteUntil)
    {
        Unsafe.Add(ref block, BlockHeader.HashWord) = hash;
        Unsafe.Add(ref block, BlockHeader.ClockWord) = unchecked((ulong)long.MinValue);
        Unsafe.Add(ref block, BlockHeader.RingWord) = 0;
        Unsafe.Add(ref block, BlockHeader.IncompleteWord) = (ulong)incompleteUntil;
        Unsafe.Add(ref block, BlockHeader.CapacityWord) = (ulong)capacity;
        Unsafe.Add(ref block, BucketLayout.LastTimeWord) = unchecked((ulong)long.MinValue);
        foreach (BucketFrame frame in layout.Frames)
        {
            Empty(frame, ref Unsafe.Add(ref block, frame.Word), 0);
        }
    }

    /// <summary>Writes the words of a bucket without events.</summary>
    public static void Clear(BucketLayout layout, ref ulong bucket, long number)
    {
        bucket = (ulong)number;
        foreach (BucketSlot slot in layout.Slots)
        {
            Clear(slot, ref Unsafe.Add(ref bucket, slot.Word));
        }
    }

    /// <inheritdoc cref="BucketRing.IndexOf"/>
    public int IndexOf(long bucket) => _ring.IndexOf(bucket);

    /// <inheritdoc cref="BucketRing.NumberOf"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NumberOf(int index) => _ring.NumberOf(index);

    /// <inheritdoc cref="BucketRing.Bucket"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Bucket(int index) => ref _ring.Bucket(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Word(int word) => ref Unsafe.Add(ref _block, word);

    /// <summary>Adds an event to a bucket that is there.</summary>
    public void Add(int index, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        LastTime = Math.Max(LastTime, time);
        AddTo(ref Bucket(index), time, flags, values);
        foreach (BucketFrame frame in _layout.Frames)
        {
            ref ulong state = ref Word(frame.Word);
            if ((uint)index >= (uint)state && (uint)index < (uint)(state >> 32))
            {
                AddTo(frame, ref state, time, flags, values);
            }
        }
    }

    /// <summary>Adds an event whose bucket is not there yet; the ring must have room.</summary>
    /// <param name="index">Where the bucket belongs.</param>
    /// <param name="bucket">Its number.</param>
    /// <param name="time">The event's time.</param>
    /// <param name="flags">The conditions that the event satisfies.</param>
    /// <param name="values">Its values.</param>
    public void Insert(int index, long bucket, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        int count = Count;
        ref ulong added = ref _ring.Open(index);
        Clear(_layout, ref added, bucket);
        AddTo(ref added, time, flags, values);
        LastTime = Math.Max(LastTime, time);
        if (index == count && Clock != long.MinValue)
        {
            Advance(Clock);
        }
        else
        {
            Rebuild();
        }
    }

    /// <summary>Takes an event out of the counts and sums of its bucket. Extremes stay: what else held them is not known.</summary>
    public void TakeBack(int index, ulong flags, ReadOnlySpan<ulong> values)
    {
        ref ulong bucket = ref Bucket(index);
        foreach (BucketSlot slot in _layout.Slots)
        {
            ref ulong word = ref Unsafe.Add(ref bucket, slot.Word);
            if (!Satisfies(flags, slot.Condition))
            {
                continue;
            }

            if (slot.Kind == AggregateKind.Count)
            {
                word--;
            }
            else if (slot.Kind == AggregateKind.Sum)
            {
                FixedPoint.Subtract(ref word, ValueOf(slot.Column, 0, values));
            }
        }

        Rebuild();
    }

    /// <summary>Drops buckets that no window reaches any more, given the newest there will be.</summary>
    public void DropUnreached(long newest) => Drop(_ring.CountUpTo(newest - _layout.Buckets));

    /// <summary>Drops the oldest bucket though windows may still reach it; they are incomplete until it has passed out of them.</summary>
    public void DropOldest()
    {
        IncompleteUntil = Math.Max(IncompleteUntil, ((NumberOf(0) + 1) * _layout.Width) + _layout.Span);
        Drop(1);
    }

    /// <summary>Puts back a bucket of a file, newer than all that are there.</summary>
    /// <returns>Its words, which are those of an empty bucket.</returns>
    public ref ulong Append(long bucket)
    {
        ref ulong added = ref _ring.Open(Count);
        Clear(_layout, ref added, bucket);
        return ref added;
    }

    /// <summary>Sets the clock after buckets were put back, and computes the frames.</summary>
    public void Restored(long lastTime, long clock)
    {
        LastTime = lastTime;
        Clock = clock;
        Rebuild();
    }

    private void Drop(int dropped)
    {
        foreach (BucketFrame frame in dropped == 0 ? [] : _layout.Frames)
        {
            ref ulong state = ref Word(frame.Word);
            int tail = (int)(uint)state;
            int enter = (int)(state >> 32);
            for (int index = tail; index < Math.Min(dropped, enter); index++)
            {
                Leave(frame, ref state, ref Bucket(index));
            }

            Set(ref state, Math.Max(tail - dropped, 0), Math.Max(enter - dropped, 0));
        }

        _ring.Drop(dropped);
    }

    private static void Clear(BucketSlot slot, ref ulong word)
    {
        if (slot.Kind is AggregateKind.Minimum or AggregateKind.Maximum)
        {
            word = NoValue;
            return;
        }

        for (int i = 0; i < slot.Words; i++)
        {
            Unsafe.Add(ref word, i) = 0;
        }
    }

    private void AddTo(ref ulong bucket, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        foreach (BucketSlot slot in _layout.Slots)
        {
            if (!Satisfies(flags, slot.Condition))
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref bucket, slot.Word);
            if (slot.Kind == AggregateKind.Count)
            {
                word++;
            }
            else if (slot.Kind == AggregateKind.Sum)
            {
                FixedPoint.Add(ref word, ValueOf(slot.Column, time, values));
            }
            else
            {
                word = More(slot.Kind, word, BitConverter.DoubleToUInt64Bits(ValueOf(slot.Column, time, values)));
            }
        }
    }

    // A caller that was compiled before the newest columns were added brings fewer values: the others are missing.
    private static double ValueOf(int column, long time, ReadOnlySpan<ulong> values) =>
        column == BucketSlot.Time ? time : (uint)column < (uint)values.Length ? BitConverter.UInt64BitsToDouble(values[column]) : double.NaN;

    private static bool Satisfies(ulong flags, int condition) => condition < 0 || ((flags >> condition) & 1) != 0;
}
