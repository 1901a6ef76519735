using System.Runtime.CompilerServices;

namespace Risk.Velocity;

/// <summary>
/// Memory for the blocks of one stripe: chunks of words that are never moved or given back, freed blocks kept in lists by ring capacity. A block is named by
/// a 32-bit reference: chunk and offset in units of a cache line, which each block starts on. Guarded by the stripe's gate.
/// </summary>
/// <remarks>Chunks are pinned arrays, so an address stays good as long as the arena does.</remarks>
internal sealed class BlockArena(MemoryBudget budget)
{
    private const int UnitShift = 3;
    private const int ChunkUnitBits = 15;
    private const int SmallestChunkWords = 1 << 13;
    private const int LargestChunkWords = 1 << (ChunkUnitBits + UnitShift);
    private const int UnitMask = (1 << ChunkUnitBits) - 1;
    private const int LineBytes = CacheLines.Words * sizeof(ulong);
    private const int Capacities = 32;

    private readonly uint[] _free = new uint[Capacities];
    private ulong[][] _chunks = new ulong[4][];
    private nint[] _addresses = new nint[4];
    private int _chunkCount;
    private int _nextWord;
    private int _chunkWords;

    /// <summary>The first word of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref ulong Block(uint reference) =>
        ref Unsafe.AsRef<ulong>((void*)(_addresses[reference >> ChunkUnitBits] + ((nint)(reference & UnitMask) * LineBytes)));

    /// <summary>Starts to fetch the first lines of what may be a block: the reference was read without the gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(uint reference, int lines)
    {
        nint[] addresses = _addresses;
        uint chunk = reference >> ChunkUnitBits;
        if (chunk < (uint)addresses.Length)
        {
            nint address = addresses[chunk] + ((nint)(reference & UnitMask) * LineBytes);
            for (int line = 0; line < lines; line++)
            {
                CacheLines.Prefetch(ref Unsafe.AsRef<ulong>((void*)(address + (line * LineBytes))));
            }
        }
    }

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

        if (_nextWord + words > _chunkWords && !TryAddChunk(words, mustSucceed))
        {
            return 0;
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

    private unsafe bool TryAddChunk(int words, bool mustSucceed)
    {
        // The first unit of the first chunk stays unused, so that no block has reference 0. Chunks grow with the stripe, so that a small store stays small.
        int unused = _chunkCount == 0 ? 1 << UnitShift : 0;
        int wanted = Math.Max(Math.Min(SmallestChunkWords << Math.Min(_chunkCount, ChunkUnitBits), LargestChunkWords), words + unused);
        long bytes = (wanted + CacheLines.Words) * (long)sizeof(ulong);
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
            Array.Resize(ref _addresses, _addresses.Length * 2);
        }

        ulong[] chunk = GC.AllocateUninitializedArray<ulong>(wanted + CacheLines.Words, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref chunk[0]);
        _chunks[_chunkCount] = chunk;
        _addresses[_chunkCount++] = (address + LineBytes - 1) & ~(LineBytes - 1);
        (_nextWord, _chunkWords) = (unused, wanted);
        return true;
    }
}
