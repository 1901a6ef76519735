using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// The history of one key, read and written in place in its block: a ring of events in order of time (ties in order of arrival) and the frames that move over
/// it. Events enter a frame when a read reaches their time and leave it when they grow too old, so a read costs what has changed since the last one.
/// </summary>
/// <remarks>
/// Held only under the stripe's gate. Indexes come from the layout, which sized the block, and from sequence numbers masked by the ring's capacity, so they
/// are in range without checks.
/// </remarks>
internal readonly ref partial struct KeyHistory
{
    private readonly ref ulong _block;
    private readonly EntityLayout _layout;
    private readonly uint _mask;

    public KeyHistory(ref ulong block, EntityLayout layout)
    {
        _block = ref block;
        _layout = layout;
        _mask = (1u << (int)Unsafe.Add(ref block, EntityLayout.CapacityWord)) - 1;
    }

    public long Clock
    {
        get => (long)Word(EntityLayout.ClockWord);
        set => Word(EntityLayout.ClockWord) = (ulong)value;
    }

    public long IncompleteUntil
    {
        get => (long)Word(EntityLayout.IncompleteWord);
        set => Word(EntityLayout.IncompleteWord) = (ulong)value;
    }

    public int Capacity => (int)Word(EntityLayout.CapacityWord);

    public uint Tail => (uint)Word(EntityLayout.RingWord);

    public uint Head => (uint)(Word(EntityLayout.RingWord) >> 32);

    public uint Count => Head - Tail;

    public bool IsFull => Count > _mask;

    /// <summary>The time of the newest event; <see cref="long.MinValue"/> without one.</summary>
    public long LastTime => Count == 0 ? long.MinValue : TimeOf(Head - 1);

    /// <summary>
    /// The time that has passed for the key, which has events, as far as two of them agree: one that is ahead of all others by more than the windows' reach, or years
    /// behind, says nothing of that.
    /// </summary>
    public long Passed(long time, long reach)
    {
        long last = LastTime;
        return time >= last ? (time - last > reach ? last : time) : Count > 1 ? Math.Max(time, TimeOf(Head - 2)) : time;
    }

    /// <summary>Writes an empty history.</summary>
    public static void Initialize(ref ulong block, EntityLayout layout, int capacity, ulong hash, long incompleteUntil)
    {
        for (int word = 0; word < layout.RingStart; word++)
        {
            Unsafe.Add(ref block, word) = 0;
        }

        Unsafe.Add(ref block, EntityLayout.HashWord) = hash;
        Unsafe.Add(ref block, EntityLayout.ClockWord) = unchecked((ulong)long.MinValue);
        Unsafe.Add(ref block, EntityLayout.IncompleteWord) = (ulong)incompleteUntil;
        Unsafe.Add(ref block, EntityLayout.CapacityWord) = (ulong)capacity;
        new KeyHistory(ref block, layout).ForgetChains();
    }

    /// <summary>
    /// Drops events that no window reaches any more, allowed lateness included. Who asks for a time before that, later than is allowed or because an event was ahead
    /// of its time, is told that the windows are incomplete.
    /// </summary>
    public void DropBefore(long time, long span)
    {
        uint tail = Tail;
        uint head = Head;
        uint behindFrames = head - tail;
        foreach (Frame frame in _layout.Frames)
        {
            behindFrames = Math.Min(behindFrames, (uint)Word(frame.Word) - tail);
        }

        for (; behindFrames != 0 && TimeOf(tail) <= time; behindFrames--)
        {
            tail++;
        }

        if (tail != Tail)
        {
            IncompleteUntil = Math.Max(IncompleteUntil, TimeOf(tail - 1) + span);
        }

        Word(EntityLayout.RingWord) = ((ulong)head << 32) | tail;
    }

    /// <summary>Drops the oldest event though windows may still reach it; they are incomplete until its time has passed out of them.</summary>
    public void DropOldest(long span)
    {
        uint tail = Tail;
        IncompleteUntil = Math.Max(IncompleteUntil, TimeOf(tail) + span);
        foreach (Frame frame in _layout.Frames)
        {
            ref ulong state = ref Word(frame.Word);
            uint first = (uint)state;
            uint enter = (uint)(state >> 32);
            if (first == tail)
            {
                if (enter == tail)
                {
                    enter++;
                }
                else
                {
                    Leave(frame, ref state, tail, enter);
                }

                state = ((ulong)enter << 32) | (first + 1);
            }
        }

        Word(EntityLayout.RingWord) = ((ulong)Head << 32) | (tail + 1);
    }

    /// <summary>Appends the newest event; the ring must have room.</summary>
    public void Append(long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        uint sequence = Head;
        Write(sequence, time, flags, values);
        Link(sequence);
        Word(EntityLayout.RingWord) = ((ulong)(sequence + 1) << 32) | Tail;
    }

    /// <summary>
    /// Inserts an event that came later than its time and keeps the order of time. Costs what lies behind the event; where values are linked, links and frames
    /// are computed anew.
    /// </summary>
    public void Insert(long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        bool isMoved = !_layout.HasLinks && Clock != long.MinValue;
        if (isMoved)
        {
            // What was appended since the frames last moved enters first: behind it no place is known to lie outside of them.
            Advance(Clock);
        }

        uint tail = Tail;
        uint position = Head;
        int words = _layout.EventWords;
        while (position != tail && TimeOf(position - 1) > time)
        {
            ref ulong from = ref EventAt(position - 1);
            ref ulong to = ref EventAt(position);
            for (int word = 0; word < words; word++)
            {
                Unsafe.Add(ref to, word) = Unsafe.Add(ref from, word);
            }

            position--;
        }

        Write(position, time, flags, values);
        Word(EntityLayout.RingWord) = ((ulong)(Head + 1) << 32) | tail;
        if (!isMoved)
        {
            Rebuild();
            return;
        }

        foreach (Frame frame in _layout.Frames)
        {
            MakeRoom(frame, ref Word(frame.Word), position, time);
        }
    }

    /// <summary>The sequence number behind the last event of a time or before it.</summary>
    public uint EndOf(long time)
    {
        uint low = Tail;
        uint count = Count;
        while (count > 0)
        {
            uint half = count / 2;
            if (TimeOf(low + half) <= time)
            {
                low += half + 1;
                count -= half + 1;
            }
            else
            {
                count = half;
            }
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long TimeOf(uint sequence) => (long)EventAt(sequence);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong ValueAt(uint sequence, int column) => ref Unsafe.Add(ref EventAt(sequence), _layout.FirstColumnWord + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Satisfies(uint sequence, int condition) => condition < 0 || ((Unsafe.Add(ref EventAt(sequence), 1) >> condition) & 1) != 0;

    /// <summary>The conditions an event satisfied.</summary>
    public ulong FlagsOf(uint sequence) => Unsafe.Add(ref EventAt(sequence), 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Word(int word) => ref Unsafe.Add(ref _block, word);

    // A caller that was compiled before the newest columns were added brings fewer values: the others are missing.
    private void Write(uint sequence, long time, ulong flags, ReadOnlySpan<ulong> values)
    {
        ref ulong slot = ref EventAt(sequence);
        slot = (ulong)time;
        if (_layout.HasFlags)
        {
            Unsafe.Add(ref slot, 1) = flags;
        }

        for (int column = 0; column < _layout.Columns.Length; column++)
        {
            Unsafe.Add(ref slot, _layout.FirstColumnWord + column) = column < values.Length ? values[column] : _layout.Columns[column].Missing;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong At(ref ulong ring, uint sequence, uint mask, int words) => ref Unsafe.Add(ref ring, (nint)(uint)((sequence & mask) * (uint)words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong EventAt(uint sequence) => ref At(ref Unsafe.Add(ref _block, _layout.RingStart), sequence, _mask, _layout.EventWords);
}
