using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <content>The frames: moved forward and back, entered and left.</content>
internal readonly ref partial struct KeyHistory
{
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

    /// <summary>Changes what is kept of an event: the frames that hold it give back what it was and take what it is. Where a linked value changes all is computed anew.</summary>
    public void Amend(uint sequence, ulong flags, ReadOnlySpan<ulong> values)
    {
        for (int column = 0; column < _layout.Columns.Length; column++)
        {
            if (_layout.LinkWord[column] >= 0 && (column < values.Length ? values[column] : 0) != ValueAt(sequence, column))
            {
                Write(sequence, TimeOf(sequence), flags, values);
                Rebuild();
                return;
            }
        }

        foreach (Frame frame in _layout.Frames)
        {
            Account(frame, ref Word(frame.Word), sequence, isTaken: false);
        }

        Write(sequence, TimeOf(sequence), flags, values);
        foreach (Frame frame in _layout.Frames)
        {
            Account(frame, ref Word(frame.Word), sequence, isTaken: true);
        }
    }

    // Distinct counts stay: their values do, and those with a condition are counted when they are read.
    private void Account(Frame frame, ref ulong state, uint sequence, bool isTaken)
    {
        uint tail = (uint)state;
        if (sequence - tail >= (uint)(state >> 32) - tail)
        {
            return;
        }

        foreach (AggregateSlot slot in frame.Aggregates)
        {
            if (slot.Kind == AggregateKind.Distinct || !Satisfies(sequence, slot.Condition))
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref state, slot.Word);
            double value = slot.Kind == AggregateKind.Count ? 0 : BitConverter.UInt64BitsToDouble(ValueAt(sequence, slot.Column));
            switch (slot.Kind)
            {
                case AggregateKind.Count:
                    word += isTaken ? 1 : ulong.MaxValue;
                    break;
                case AggregateKind.Sum when isTaken:
                    FixedPoint.Add(ref word, value);
                    break;
                case AggregateKind.Sum:
                    FixedPoint.Subtract(ref word, value);
                    break;
                default:
                    Amend(slot.Kind == AggregateKind.Maximum, ref word, value, sequence, isTaken);
                    break;
            }
        }
    }

    private static void Amend(bool largest, ref ulong word, double value, uint sequence, bool isTaken)
    {
        ref ulong place = ref Unsafe.Add(ref word, 1);
        if (isTaken)
        {
            EnterExtreme(largest, ref word, value, sequence);
        }
        else if (place == sequence + 1UL)
        {
            place = 0;
        }
    }

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
}
