namespace Risk.Velocity;

/// <content>Memory that is full: which key makes room.</content>
internal abstract partial class WindowStripe
{
    private const int EvictionProbes = 8;

    private int _hand;

    /// <summary>A block, for which keys are evicted where memory is full; 0 when none is left to evict.</summary>
    private protected uint AllocateOrEvict(int capacity, long now, long lateness)
    {
        uint block = _arena.Allocate(capacity, BlockWords(capacity));
        while (block == 0 && Evict(now, lateness))
        {
            block = _arena.Allocate(capacity, BlockWords(capacity));
        }

        return block;
    }

    // A clock hand over the table: keys past every window go first; when none is met, the least recently seen of a few.
    private bool Evict(long now, long lateness)
    {
        // The lesser of two times: an event of the far future makes no key pass for one past its windows.
        long expired = Math.Min(now, _newest) - Span - lateness;
        int oldest = -1;
        long oldestTime = long.MaxValue;
        for (int probe = 0, seen = 0; probe < _table.Length && seen < EvictionProbes; probe++)
        {
            _hand = (_hand + 1) & (_table.Length - 1);
            if (_table[_hand] == 0)
            {
                continue;
            }

            seen++;
            long last = LastTimeOf((uint)_table[_hand]);
            if (last < oldestTime)
            {
                (oldest, oldestTime) = (_hand, last);
            }

            if (last <= expired)
            {
                break;
            }
        }

        if (oldest < 0)
        {
            return false;
        }

        if (oldestTime > expired)
        {
            _statistics.CountEvicted();
            _lastEviction = Math.Max(_lastEviction, oldestTime);
        }

        uint block = (uint)_table[oldest];
        int capacity = BlockHeader.CapacityOf(ref _arena.Block(block));
        RemoveFromTable(oldest);
        _arena.Free(block, capacity);
        return true;
    }
}
