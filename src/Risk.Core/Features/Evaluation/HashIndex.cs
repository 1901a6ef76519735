using System.Numerics;

namespace Risk.Features.Evaluation;

/// <summary>Finds 64-bit keys by open addressing, half full at most. Read-only after it is made.</summary>
internal sealed class HashIndex
{
    private readonly ulong[] _keys;
    private readonly int[] _slots;

    public HashIndex(ReadOnlySpan<ulong> keys)
    {
        _keys = [.. keys];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, keys.Length * 2))];
        for (int i = 0; i < keys.Length; i++)
        {
            int slot = Start(keys[i]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    /// <summary>The index of a key, or -1.</summary>
    public int Find(ulong key)
    {
        for (int slot = Start(key); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_keys[_slots[slot] - 1] == key)
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private int Start(ulong key) => (int)key & (_slots.Length - 1);
}
