using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <content>The links between equal values, which count distinct ones without a search.</content>
internal readonly ref partial struct KeyHistory
{
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
}
