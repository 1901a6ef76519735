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
internal readonly ref struct KeyHistory
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

    /// <summary>Starts to fetch the events that each frame looks at next.</summary>
    public void Prefetch()
    {
        CacheLines.Prefetch(ref EventAt(Head));
        foreach (Frame frame in _layout.Frames)
        {
            CacheLines.Prefetch(ref EventAt((uint)Word(frame.Word)));
        }
    }

    /// <summary>Moves all frames forward to a time that is not before the clock.</summary>
    /// <remarks>
    /// How many events leave is a matter of chance, mostly none, one or two: the first two leave without a branch, which with the locals took 297 ns to 260 on eight windows of the
    /// recorded stream. Locals stand for the fields, which the compiler would read again after every write to the block.
    /// </remarks>
    public void Advance(long time)
    {
        Clock = time;
        uint head = Head;
        EntityLayout layout = _layout;
        ref ulong ring = ref Unsafe.Add(ref _block, layout.RingStart);
        int words = layout.EventWords;
        uint mask = _mask;
        foreach (Frame frame in layout.Frames)
        {
            ref ulong state = ref Unsafe.Add(ref _block, frame.Word);
            uint tail = (uint)state;
            uint enter = (uint)(state >> 32);
            long end = time - frame.Lag;
            uint next = head;

            // No event is younger than the clock, so all of them are before the end of a frame without lag.
            if (frame.Lag != 0)
            {
                for (next = enter; next != head && (long)At(ref ring, next, mask, words) <= end;)
                {
                    next++;
                }
            }

            if (next == tail)
            {
                continue;
            }

            long start = end - frame.Length;
            if ((long)At(ref ring, next - 1, mask, words) <= start)
            {
                Empty(frame, ref state, next);
                continue;
            }

            switch (frame.Shape)
            {
                case FrameShape.Bare:
                    tail += (long)At(ref ring, tail, mask, words) <= start ? 1u : 0;
                    tail += (long)At(ref ring, tail, mask, words) <= start ? 1u : 0;
                    while ((long)At(ref ring, tail, mask, words) <= start)
                    {
                        tail++;
                    }

                    state = ((ulong)next << 32) | tail;
                    break;
                case FrameShape.Sum:
                    int value = layout.FirstColumnWord + frame.Aggregates[0].Column;
                    ref ulong sum = ref Unsafe.Add(ref state, 1);
                    for (; enter != next; enter++)
                    {
                        FixedPoint.Add(ref sum, BitConverter.UInt64BitsToDouble(Unsafe.Add(ref At(ref ring, enter, mask, words), value)));
                    }

                    for (; (long)At(ref ring, tail, mask, words) <= start; tail++)
                    {
                        FixedPoint.Subtract(ref sum, BitConverter.UInt64BitsToDouble(Unsafe.Add(ref At(ref ring, tail, mask, words), value)));
                    }

                    state = ((ulong)next << 32) | tail;
                    break;
                default:
                    Move(frame, ref state, next, start);
                    break;
            }
        }
    }

    /// <summary>Moves one frame, whose words may lie outside the block, forward to a time.</summary>
    public void Advance(Frame frame, ref ulong state, long time)
    {
        uint tail = (uint)state;
        uint enter = (uint)(state >> 32);
        uint head = Head;
        long end = time - frame.Lag;
        while (enter != head && TimeOf(enter) <= end)
        {
            Enter(frame, ref state, tail, enter);
            enter++;
        }

        long start = end - frame.Length;
        while (tail != enter && TimeOf(tail) <= start)
        {
            Leave(frame, ref state, tail, enter);
            tail++;
        }

        state = ((ulong)enter << 32) | tail;
    }

    /// <summary>
    /// Writes what a frame that has moved to the clock was at a time before it: events younger than that leave, those that had left since come back. Costs what lies between, and
    /// gives what <see cref="Restart"/> and <see cref="Advance(Frame, ref ulong, long)"/> give. Not for frames with distinct counts, whose links look one way.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="running">Its words at the clock.</param>
    /// <param name="state">Receives its words at the time; outside the block.</param>
    /// <param name="time">The time.</param>
    public void Retreat(Frame frame, ref ulong running, ref ulong state, long time)
    {
        for (int word = 0; word < frame.Words; word++)
        {
            Unsafe.Add(ref state, word) = Unsafe.Add(ref running, word);
        }

        uint tail = (uint)state;
        uint enter = (uint)(state >> 32);
        uint oldest = Tail;
        long end = time - frame.Lag;
        for (; enter != oldest && TimeOf(enter - 1) > end; enter--)
        {
            // One that had left already has nothing to take back.
            if (enter == tail)
            {
                tail--;
            }
            else
            {
                Leave(frame, ref state, enter - 1, enter);
            }
        }

        long start = end - frame.Length;
        for (; tail != oldest && TimeOf(tail - 1) > start; tail--)
        {
            Enter(frame, ref state, tail, tail - 1);
        }

        state = ((ulong)enter << 32) | tail;
    }

    /// <summary>Starts a frame anew before the oldest event kept.</summary>
    public void Restart(Frame frame, ref ulong state) => Empty(frame, ref state, Tail);

    /// <summary>Drops events that no window reaches any more, allowed lateness included.</summary>
    public void DropBefore(long time)
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

    /// <summary>Changes what is kept of an event; <see cref="Rebuild"/> makes the frames follow.</summary>
    public void Overwrite(uint sequence, ulong flags, ReadOnlySpan<ulong> values) => Write(sequence, TimeOf(sequence), flags, values);

    /// <summary>Links equal values and computes all frames anew at the clock: after events changed places or values.</summary>
    public void Rebuild()
    {
        ForgetChains();
        uint head = Head;
        for (uint sequence = Tail; sequence != head; sequence++)
        {
            Link(sequence);
        }

        foreach (Frame frame in _layout.Frames)
        {
            ref ulong state = ref Word(frame.Word);
            Restart(frame, ref state);
            if (Clock != long.MinValue)
            {
                Advance(frame, ref state, Clock);
            }
        }
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

    /// <summary>The smallest or largest value of a frame; searched anew when its event has left.</summary>
    public double Extreme(AggregateSlot slot, ref ulong state, bool largest)
    {
        ref ulong value = ref Unsafe.Add(ref state, slot.Word);
        ref ulong place = ref Unsafe.Add(ref state, slot.Word + 1);
        if (place != 0)
        {
            return BitConverter.UInt64BitsToDouble(value);
        }

        double best = double.NaN;
        uint found = 0;
        uint enter = (uint)(state >> 32);
        for (uint sequence = (uint)state; sequence != enter; sequence++)
        {
            double candidate = BitConverter.UInt64BitsToDouble(ValueAt(sequence, slot.Column));
            if (Satisfies(sequence, slot.Condition) && !double.IsNaN(candidate) && !(largest ? candidate < best : candidate > best))
            {
                (best, found) = (candidate, sequence);
            }
        }

        if (!double.IsNaN(best))
        {
            value = BitConverter.DoubleToUInt64Bits(best);
            place = found + 1UL;
        }

        return best;
    }

    /// <summary>The number of distinct values among the events of a frame that satisfy a condition: links join all events, so those that do not are stepped over.</summary>
    public int DistinctWhere(AggregateSlot slot, ulong state)
    {
        int count = 0;
        uint tail = (uint)state;
        uint enter = (uint)(state >> 32);
        for (uint sequence = tail; sequence != enter; sequence++)
        {
            count += ValueAt(sequence, slot.Column) != 0 && Satisfies(sequence, slot.Condition) && !OccursEarlier(slot, tail, sequence) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a value occurs among the events of a frame that satisfy a condition.</summary>
    public bool Contains(AggregateSlot slot, ulong state, ulong value)
    {
        uint tail = (uint)state;
        for (uint sequence = (uint)(state >> 32); sequence != tail;)
        {
            sequence--;
            if (ValueAt(sequence, slot.Column) == value && Satisfies(sequence, slot.Condition))
            {
                return true;
            }
        }

        return false;
    }

    private bool OccursEarlier(AggregateSlot slot, uint tail, uint sequence)
    {
        int linkWord = _layout.LinkWord[slot.Column];
        uint steps = (uint)Unsafe.Add(ref EventAt(sequence), linkWord);
        while (steps != 0 && steps <= sequence - tail)
        {
            sequence -= steps;
            if (Satisfies(sequence, slot.Condition))
            {
                return true;
            }

            steps = (uint)Unsafe.Add(ref EventAt(sequence), linkWord);
        }

        return false;
    }

    /// <summary>Starts a frame anew with no event before a sequence number.</summary>
    private static void Empty(Frame frame, ref ulong state, uint sequence)
    {
        state = ((ulong)sequence << 32) | sequence;
        foreach (AggregateSlot slot in frame.Aggregates)
        {
            for (int word = 0; word < AggregateSlot.Words(slot.Kind); word++)
            {
                Unsafe.Add(ref state, slot.Word + word) = 0;
            }
        }
    }

    // An event was put into the ring: what lies behind it has moved by one, and a frame that reaches over its time takes it in.
    private void MakeRoom(Frame frame, ref ulong state, uint position, long time)
    {
        long end = Clock - frame.Lag;
        if (time > end)
        {
            return;
        }

        foreach (AggregateSlot slot in frame.Aggregates)
        {
            if (slot.Kind is AggregateKind.Minimum or AggregateKind.Maximum)
            {
                ref ulong place = ref Unsafe.Add(ref state, slot.Word + 1);
                place = place != 0 && (uint)place - 1 - position < Head - position ? (uint)place + 1UL : place;
            }
        }

        uint tail = (uint)state;
        uint enter = (uint)(state >> 32) + 1;
        if (time > end - frame.Length)
        {
            Enter(frame, ref state, tail, position);
        }
        else
        {
            tail++;
        }

        state = ((ulong)enter << 32) | tail;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Move(Frame frame, ref ulong state, uint next, long start)
    {
        uint tail = (uint)state;
        for (uint enter = (uint)(state >> 32); enter != next; enter++)
        {
            Enter(frame, ref state, tail, enter);
        }

        for (; TimeOf(tail) <= start; tail++)
        {
            Leave(frame, ref state, tail, next);
        }

        state = ((ulong)next << 32) | tail;
    }

    private void Enter(Frame frame, ref ulong state, uint tail, uint sequence)
    {
        foreach (AggregateSlot slot in frame.Aggregates)
        {
            if (!Satisfies(sequence, slot.Condition))
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            switch (slot.Kind)
            {
                case AggregateKind.Count:
                    word++;
                    break;
                case AggregateKind.Sum:
                    FixedPoint.Add(ref word, BitConverter.UInt64BitsToDouble(ValueAt(sequence, slot.Column)));
                    break;
                case AggregateKind.Distinct:
                    ulong previous = (uint)Unsafe.Add(ref EventAt(sequence), _layout.LinkWord[slot.Column]);
                    word += ValueAt(sequence, slot.Column) != 0 && (previous == 0 || previous > sequence - tail) ? 1u : 0;
                    break;
                default:
                    EnterExtreme(slot.Kind == AggregateKind.Maximum, ref word, BitConverter.UInt64BitsToDouble(ValueAt(sequence, slot.Column)), sequence);
                    break;
            }
        }
    }

    private void Leave(Frame frame, ref ulong state, uint sequence, uint enter)
    {
        foreach (AggregateSlot slot in frame.Aggregates)
        {
            if (!Satisfies(sequence, slot.Condition))
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            switch (slot.Kind)
            {
                case AggregateKind.Count:
                    word--;
                    break;
                case AggregateKind.Sum:
                    FixedPoint.Subtract(ref word, BitConverter.UInt64BitsToDouble(ValueAt(sequence, slot.Column)));
                    break;
                case AggregateKind.Distinct:
                    ulong next = Unsafe.Add(ref EventAt(sequence), _layout.LinkWord[slot.Column]) >> 32;
                    word -= ValueAt(sequence, slot.Column) != 0 && (next == 0 || next >= enter - sequence) ? 1u : 0;
                    break;
                default:
                    ref ulong place = ref Unsafe.Add(ref word, 1);
                    place = place == sequence + 1UL ? 0 : place;
                    break;
            }
        }
    }

    private static void EnterExtreme(bool largest, ref ulong word, double value, uint sequence)
    {
        ref ulong place = ref Unsafe.Add(ref word, 1);
        if (double.IsNaN(value))
        {
            return;
        }

        double best = BitConverter.UInt64BitsToDouble(word);

        // Place 0 means unknown, not empty: only a frame that was empty may take a first value unseen, which Restart and Extreme see to.
        if (place != 0 && !(largest ? value < best : value > best))
        {
            word = BitConverter.DoubleToUInt64Bits(value);
            place = sequence + 1UL;
        }
    }

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

    private void Link(uint sequence)
    {
        for (int column = 0; column < _layout.LinkWord.Length; column++)
        {
            int linkWord = _layout.LinkWord[column];
            if (linkWord < 0)
            {
                continue;
            }

            ulong value = ValueAt(sequence, column);
            uint steps = value == 0 ? 0 : Chain(sequence, value, column, linkWord + 1);
            Unsafe.Add(ref EventAt(sequence), linkWord) = steps;
            if (steps != 0)
            {
                ref ulong link = ref Unsafe.Add(ref EventAt(sequence - steps), linkWord);
                link = (uint)link | ((ulong)steps << 32);
            }
        }
    }

    // Where a value occurred last, without a search through the ring: the newest events of all distinct values hang in chains by hash, newest first. An event's
    // chain word holds in its low half the steps back to the next of its chain, and in its high half the head of the chain that has the number of its place in
    // the ring, as sequence number plus one. A chain ends where it leaves the ring, so what is dropped needs no unlinking; an event whose value comes again is
    // taken out, so a chain is as long as distinct values share it: one on average, whatever the number of events.
    private uint Chain(uint sequence, ulong value, int column, int word)
    {
        ref ulong head = ref Unsafe.Add(ref EventAt((uint)(value >> 7)), word);
        uint newer = sequence;
        uint at = (uint)(head >> 32) - 1;
        uint found = 0;
        uint reach = sequence - Tail;
        while (sequence - at - 1 < reach)
        {
            uint steps = (uint)Unsafe.Add(ref EventAt(at), word);
            if (ValueAt(at, column) == value)
            {
                found = sequence - at;
                if (newer != sequence)
                {
                    ref ulong link = ref Unsafe.Add(ref EventAt(newer), word);
                    link = (link & 0xFFFFFFFF00000000) | (steps == 0 ? 0 : newer - at + steps);
                }

                break;
            }

            if (steps == 0)
            {
                break;
            }

            newer = at;
            at -= steps;
        }

        // The chain goes on behind the event that was taken out when that was the newest.
        uint first = (uint)(head >> 32) - 1;
        uint second = found != 0 && newer == sequence ? (uint)Unsafe.Add(ref EventAt(first), word) : 0;
        uint next = sequence - first - 1 >= reach ? 0
            : found == 0 || newer != sequence ? sequence - first
            : second == 0 ? 0 : sequence - first + second;
        ref ulong own = ref Unsafe.Add(ref EventAt(sequence), word);
        own = (own & 0xFFFFFFFF00000000) | next;
        head = (uint)head | ((ulong)(sequence + 1) << 32);
        return found;
    }

    private void ForgetChains()
    {
        foreach (int linkWord in _layout.LinkWord)
        {
            for (uint place = 0; linkWord >= 0 && place <= _mask; place++)
            {
                Unsafe.Add(ref EventAt(place), linkWord + 1) = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong At(ref ulong ring, uint sequence, uint mask, int words) => ref Unsafe.Add(ref ring, (nint)(uint)((sequence & mask) * (uint)words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong EventAt(uint sequence) => ref At(ref Unsafe.Add(ref _block, _layout.RingStart), sequence, _mask, _layout.EventWords);
}
