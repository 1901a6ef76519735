using System.Numerics;
using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// A part of the event ids: an open-addressing table whose slots are four words (the id's hash, the key's hash, time, entity), so that all places of an event lie
/// side by side, mostly in one cache line. Ids leave when no window over a label reaches their event any more: a hand goes over the table while it is filled.
/// </summary>
internal sealed class EventIndexStripe
{
    private const int FirstSlots = 64;
    private const int SlotShift = 2;
    private const int KeyWord = 1;
    private const int TimeWord = 2;
    private const int EntityWord = 3;
    private const int EvictionProbes = 8;

    // Four slots for each addition, in runs that the processor fetches ahead: expired ids then take an eighth of the table on average.
    private const int AdditionsBetweenSweeps = 16;
    private const int SweptSlots = 64;

    // Ids chosen to collide make no run longer than this: the oldest of it is forgotten.
    private const int LongestProbe = 256;

    private readonly int _stripeBits;
    private readonly EntityStatistics _statistics;
    private readonly MemoryBudget _budget;
    private SpinGate _gate;
    private ulong[] _table = new ulong[FirstSlots << SlotShift];
    private int _count;
    private int _hand;
    private int _additions;
    private long _previous = long.MinValue;

    public EventIndexStripe(int stripeBits, EntityStatistics statistics, MemoryBudget budget)
    {
        (_stripeBits, _statistics, _budget) = (stripeBits, statistics, budget);
        budget.Take(_table.Length * (long)sizeof(ulong));
    }

    public int Count => Volatile.Read(ref _count);

    private int Mask => (_table.Length >> SlotShift) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong id)
    {
        ulong[] table = _table;
        CacheLines.Prefetch(ref table[Home(id, table) << SlotShift]);
    }

    public void Add(ulong id, EventPlace place, long reach)
    {
        _gate.Enter();
        try
        {
            // The lesser of two times: one event of the far future expires nobody's id.
            long now = Math.Min(_previous, place.Time);
            _previous = place.Time;
            long expired = now < long.MinValue + reach ? long.MinValue : now - reach;
            if (++_additions % AdditionsBetweenSweeps == 0)
            {
                Sweep(expired);
            }

            if (Put(id, place, expired))
            {
                _statistics.CountDuplicateEventId();
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    public void Restore(ulong id, EventPlace place)
    {
        _gate.Enter();
        try
        {
            Put(id, place, long.MinValue);
        }
        finally
        {
            _gate.Exit();
        }
    }

    public int Find(ulong id, Span<EventPlace> places)
    {
        int found = 0;
        _gate.Enter();
        for (int slot = Home(id, _table); _table[slot << SlotShift] != 0 && found < places.Length; slot = (slot + 1) & Mask)
        {
            if (_table[slot << SlotShift] == id)
            {
                places[found++] = PlaceAt(slot);
            }
        }

        _gate.Exit();
        return found;
    }

    private EventPlace PlaceAt(int slot)
    {
        ReadOnlySpan<ulong> words = _table.AsSpan(slot << SlotShift, 1 << SlotShift);
        return new EventPlace((int)words[EntityWord], words[KeyWord], (long)words[TimeWord]);
    }

    private long TimeAt(int slot) => (long)_table[(slot << SlotShift) + TimeWord];

    // True when the id was there already. Of several events of an id the latest has it, whatever the order they came in.
    private bool Put(ulong id, EventPlace place, long expired)
    {
        EnsureRoom(expired);
        int slot = Home(id, _table);
        int oldest = slot;
        for (int probes = 0; _table[slot << SlotShift] != 0; slot = (slot + 1) & Mask)
        {
            if (_table[slot << SlotShift] == id && (int)_table[(slot << SlotShift) + EntityWord] == place.Entity)
            {
                EventPlace known = PlaceAt(slot);
                if ((place.Time, place.Key).CompareTo((known.Time, known.Key)) > 0)
                {
                    Write(slot, id, place);
                }

                return true;
            }

            oldest = TimeAt(slot) < TimeAt(oldest) ? slot : oldest;
            if (++probes == LongestProbe)
            {
                CountForgotten(oldest, expired);
                Write(oldest, id, place);
                return false;
            }
        }

        Write(slot, id, place);
        _count++;
        return false;
    }

    private void Write(int slot, ulong id, EventPlace place)
    {
        Span<ulong> words = _table.AsSpan(slot << SlotShift, 1 << SlotShift);
        words[0] = id;
        words[KeyWord] = place.Key;
        words[TimeWord] = (ulong)place.Time;
        words[EntityWord] = (uint)place.Entity;
    }

    private void CountForgotten(int slot, long expired)
    {
        if (TimeAt(slot) > expired)
        {
            _statistics.CountForgottenEventId();
        }
    }

    private void Sweep(long expired)
    {
        for (int i = 0; i < SweptSlots; i++)
        {
            while (_table[_hand << SlotShift] != 0 && TimeAt(_hand) <= expired)
            {
                Remove(_hand);
            }

            _hand = (_hand + 1) & Mask;
        }
    }

    private void EnsureRoom(long expired)
    {
        if ((_count + 1) * 4L <= (_table.Length >> SlotShift) * 3L)
        {
            return;
        }

        if (_table.Length <= Array.MaxLength / 2 && _budget.TryTake(_table.Length * (long)sizeof(ulong)))
        {
            Resize();
            return;
        }

        Evict(expired);
    }

    private void Evict(long expired)
    {
        int oldest = -1;
        for (int probe = 0, seen = 0; probe <= Mask && seen < EvictionProbes; probe++)
        {
            _hand = (_hand + 1) & Mask;
            if (_table[_hand << SlotShift] != 0)
            {
                seen++;
                oldest = oldest < 0 || TimeAt(_hand) < TimeAt(oldest) ? _hand : oldest;
            }
        }

        CountForgotten(oldest, expired);
        Remove(oldest);
    }

    private void Resize()
    {
        ulong[] smaller = _table;
        _table = new ulong[smaller.Length * 2];
        for (int from = 0; from < smaller.Length; from += 1 << SlotShift)
        {
            if (smaller[from] != 0)
            {
                int slot = Home(smaller[from], _table);
                while (_table[slot << SlotShift] != 0)
                {
                    slot = (slot + 1) & Mask;
                }

                smaller.AsSpan(from, 1 << SlotShift).CopyTo(_table.AsSpan(slot << SlotShift));
            }
        }
    }

    // Closes the gap by moving back every later entry of the run that may stand there.
    private void Remove(int slot)
    {
        int gap = slot;
        for (int next = (slot + 1) & Mask; _table[next << SlotShift] != 0; next = (next + 1) & Mask)
        {
            int home = Home(_table[next << SlotShift], _table);
            if (((next - home) & Mask) >= ((next - gap) & Mask))
            {
                _table.AsSpan(next << SlotShift, 1 << SlotShift).CopyTo(_table.AsSpan(gap << SlotShift));
                gap = next;
            }
        }

        _table.AsSpan(gap << SlotShift, 1 << SlotShift).Clear();
        _count--;
    }

    // In the order of the hash's bits behind those that chose the stripe: a table that doubles is copied from one end to the other.
    private int Home(ulong id, ulong[] table) =>
        (int)((id << _stripeBits) >> (BitOperations.LeadingZeroCount((ulong)(table.Length >> SlotShift)) + 1));
}
