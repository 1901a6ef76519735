using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Risk.Velocity;

/// <summary>
/// Memory for the blocks of one stripe: chunks of words that are never moved or given back, freed blocks kept in lists by ring capacity. A block is named by
/// a 32-bit reference: chunk and offset in units of eight words. Guarded by the stripe's gate.
/// </summary>
internal sealed class BlockArena(MemoryBudget budget)
{
    private const int UnitShift = 3;
    private const int ChunkUnitBits = 11;
    private const int ChunkWords = 1 << (ChunkUnitBits + UnitShift);
    private const int UnitMask = (1 << ChunkUnitBits) - 1;
    private const int Capacities = 32;

    private readonly uint[] _free = new uint[Capacities];
    private ulong[][] _chunks = new ulong[4][];
    private int _chunkCount;
    private int _nextWord = ChunkWords;

    /// <summary>The first word of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Block(uint reference) => ref Unsafe.Add(
        ref MemoryMarshal.GetArrayDataReference(_chunks[reference >> ChunkUnitBits]),
        (int)(reference & UnitMask) << UnitShift);

    /// <summary>A block whose ring holds 2^capacity events, its words undefined; one that must succeed may exceed the budget.</summary>
    /// <returns>0 when the budget has no room for another chunk.</returns>
    public uint Allocate(int capacity, int words, bool mustSucceed = false)
    {
        if (_free[capacity] != 0)
        {
            uint reused = _free[capacity];
            _free[capacity] = (uint)Block(reused);
            return reused;
        }

        if (_nextWord + words > ChunkWords)
        {
            if (!TryAddChunk(Math.Max(ChunkWords, words), mustSucceed))
            {
                return 0;
            }
        }

        uint reference = ((uint)(_chunkCount - 1) << ChunkUnitBits) | (uint)(_nextWord >> UnitShift);
        _nextWord += words;
        return reference;
    }

    /// <summary>Forgets the freed blocks: their sizes belong to a layout that is gone.</summary>
    public void ForgetFree() => Array.Clear(_free);

    /// <summary>Gives a block back for reuse by rings of the same capacity.</summary>
    public void Free(uint reference, int capacity)
    {
        Block(reference) = _free[capacity];
        _free[capacity] = reference;
    }

    private bool TryAddChunk(int words, bool mustSucceed)
    {
        // The first unit of the first chunk stays unused, so that no block has reference 0.
        int unused = _chunkCount == 0 ? 1 << UnitShift : 0;
        long bytes = (words + unused) * (long)sizeof(ulong);
        if (mustSucceed)
        {
            budget.Take(bytes);
        }
        else if (!budget.TryTake(bytes))
        {
            return false;
        }

        if (_chunkCount == _chunks.Length)
        {
            Array.Resize(ref _chunks, _chunks.Length * 2);
        }

        _chunks[_chunkCount++] = new ulong[words + unused];
        _nextWord = unused;
        return true;
    }
}
