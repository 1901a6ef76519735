using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// A part of the keys of one group of windows: an open-addressing table from key hash to block, the blocks' memory, and the gate that guards both. A table slot holds
/// the low 32 bits of the hash and the block's reference, so a probe touches one cache line and then the block. What a block holds is its descendants' affair; the words of
/// <see cref="BlockHeader"/> they have in common.
/// </summary>
internal abstract partial class WindowStripe
{
    private const int FirstTableSize = 64;

    // Written by every caller of the stripe: kept apart from the fields that all callers only read.
    private protected SpinGate _gate;

    private protected readonly BlockArena _arena;
    private protected readonly MemoryBudget _budget;
    private protected readonly EntityStatistics _statistics;
    private protected readonly int _stripeBits;
    private protected ulong[] _table = new ulong[FirstTableSize];
    private protected int _prefetchedLines;
    private protected int _count;
    private protected long _newest = long.MinValue;
    private protected long _lastEviction = long.MinValue;
    private protected JournalBuffer? _journal;

    /// <param name="statistics">What is counted.</param>
    /// <param name="budget">The memory of the store.</param>
    /// <param name="stripeBits">How many of a hash's highest bits chose this stripe.</param>
    /// <param name="prefetchedLines">How many cache lines of a block are worth fetching ahead.</param>
    private protected WindowStripe(EntityStatistics statistics, MemoryBudget budget, int stripeBits, int prefetchedLines)
    {
        (_statistics, _budget, _stripeBits, _prefetchedLines, _arena) = (statistics, budget, stripeBits, prefetchedLines, new BlockArena(budget));
        budget.Take(_table.Length * (long)sizeof(ulong));
    }

    public int KeyCount => _count;

    /// <summary>The longest reach of any window into the past, in microseconds.</summary>
    private protected abstract long Span { get; }

    /// <summary>The values kept with every event, as the journal writes them.</summary>
    private protected abstract ValueColumn[] JournalColumns { get; }

    /// <summary>Brings the table's line for a key closer before the stripe is entered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchTable(ulong hash)
    {
        ulong[] table = _table;
        CacheLines.Prefetch(ref table[Home(hash, table.Length)]);
    }

    /// <summary>
    /// Brings the first lines of a key's block closer before the stripe is entered: header, frames and, where the ring is short, its events. Looks without the
    /// gate, so what it finds is a guess that is looked at again inside.
    /// </summary>
    /// <returns>The table slot where the key seems to stand; -1 for none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PrefetchBlock(ulong hash)
    {
        ulong[] table = _table;
        int mask = table.Length - 1;
        uint tag = (uint)hash;
        for (int slot = Home(hash, table.Length); ; slot = (slot + 1) & mask)
        {
            ulong entry = table[slot];
            if (entry == 0)
            {
                return -1;
            }

            if ((uint)(entry >> 32) == tag)
            {
                _arena.Prefetch((uint)entry, _prefetchedLines);
                return slot;
            }
        }
    }

    /// <summary>The words of a block of a capacity.</summary>
    private protected abstract int BlockWords(int capacity);

    /// <summary>The time of the newest event of a block.</summary>
    private protected abstract long LastTimeOf(uint block);

    // The table is in the order of the hash's bits behind those that chose the stripe, whatever its size: a range of hashes is a range of slots.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(ulong hash, int length) => (int)((hash << _stripeBits) >> (System.Numerics.BitOperations.LeadingZeroCount((ulong)length) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected bool IsAt(int slot, ulong hash)
    {
        ulong[] table = _table;
        return (uint)slot < (uint)table.Length && (uint)(table[slot] >> 32) == (uint)hash && _arena.Block((uint)table[slot]) == hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected int Find(ulong hash)
    {
        ulong[] table = _table;
        int mask = table.Length - 1;
        uint tag = (uint)hash;
        for (int slot = Home(hash, table.Length); table[slot] != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(table[slot] >> 32) == tag && _arena.Block((uint)table[slot]) == hash)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Puts a key that is not there into the table.</summary>
    private protected void AddToTable(ulong hash, uint block)
    {
        if ((_count + 1) * 4 > _table.Length * 3)
        {
            Resize();
        }

        Place(_table, hash, block);
        _count++;
    }

    /// <summary>Names another block for the key of a slot.</summary>
    private protected void Replace(int slot, uint block) => _table[slot] = (_table[slot] & 0xFFFFFFFF00000000) | block;

    // Closes the gap by moving back every later entry of the run that may stand there.
    private protected void RemoveFromTable(int slot)
    {
        int mask = _table.Length - 1;
        int gap = slot;
        for (int next = (slot + 1) & mask; _table[next] != 0; next = (next + 1) & mask)
        {
            int home = Home(_arena.Block((uint)_table[next]), _table.Length);
            if (((next - home) & mask) >= ((next - gap) & mask))
            {
                _table[gap] = _table[next];
                gap = next;
            }
        }

        _table[gap] = 0;
        _count--;
    }

    /// <summary>
    /// Makes the table as large as so many keys need. Keys of a file come in the order of the table: one that grew with them would hold them in one run at its
    /// start, and each would be placed behind all of them.
    /// </summary>
    private void Reserve(long keys)
    {
        while (keys * 4 > _table.Length * 3L && _table.Length < 1 << 29)
        {
            Resize();
        }
    }

    private void Place(ulong[] table, ulong hash, uint block)
    {
        int mask = table.Length - 1;
        int slot = Home(hash, table.Length);
        while (table[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        table[slot] = (hash << 32) | block;
    }

    private void Resize()
    {
        ulong[] larger = new ulong[_table.Length * 2];
        _budget.Take(_table.Length * (long)sizeof(ulong));
        foreach (ulong entry in _table)
        {
            if (entry != 0)
            {
                Place(larger, _arena.Block((uint)entry), (uint)entry);
            }
        }

        _table = larger;
    }
}
