using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Risk.Events.Json;

/// <summary>The keys of a JSON object, found by their UTF-8 bytes without allocation.</summary>
/// <remarks>
/// It also remembers which key followed which. That memory is a hint that every reader checks against the text, so any number of threads may
/// read and write it without a lock; everything else is immutable.
/// </remarks>
internal sealed class JsonFieldTable
{
    private readonly byte[][] _keys;
    private readonly JsonField[] _fields;
    private readonly JsonKeyPattern[] _patterns;
    private readonly int[] _following;
    private readonly int[] _slots;
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);

    public JsonFieldTable(IReadOnlyList<(string Key, JsonField Field)> fields)
    {
        _keys = [.. fields.Select(static field => Encoding.UTF8.GetBytes(field.Key))];
        _fields = [.. fields.Select(static field => field.Field)];
        _patterns = [.. _keys.Select(static key => new JsonKeyPattern(key))];

        // Until an event says otherwise, keys come in the order of the schema; the last place is before the first key.
        _following = [.. Enumerable.Range(1, _fields.Length), 0];
        _following[Math.Max(_fields.Length - 1, 0)] = -1;

        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, fields.Count * 2))];
        for (int i = 0; i < _keys.Length; i++)
        {
            _byText.Add(fields[i].Key, i);
            int slot = Slot(_keys[i]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public int Count => _fields.Length;

    public ref readonly JsonField this[int index] => ref _fields[index];

    public ref readonly JsonKeyPattern PatternOf(int index) => ref _patterns[index];

    /// <summary>The key that followed a key last time, or -1; <see cref="Count"/> stands for the start of the object.</summary>
    public int ExpectedAfter(int index) => _following[index];

    /// <summary>Remembers which key followed which.</summary>
    public void Expect(int index, int next) => _following[index] = next;

    /// <summary>The index of a key, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        for (int slot = Slot(key); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int index = _slots[slot] - 1;
            if (key.SequenceEqual(_keys[index]))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The index of a key that was written with escapes, or -1.</summary>
    public int FindEscaped(ReadOnlySpan<byte> key)
    {
        const int Longest = 256;
        if (key.Length > Longest * 6)
        {
            return -1;
        }

        Span<char> text = stackalloc char[Longest * 6];
        int length = JsonText.Unescape(key, text, out _);
        return _byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out int index) ? index : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ReadOnlySpan<byte> key)
    {
        // The key's length, its first and its last bytes: cheap, and different for nearly all names of a schema.
        ulong first;
        ulong last;
        ref byte start = ref MemoryMarshal.GetReference(key);
        if (key.Length >= 8)
        {
            first = Unsafe.ReadUnaligned<ulong>(ref start);
            last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, key.Length - 8));
        }
        else
        {
            first = 0;
            for (int i = 0; i < key.Length; i++)
            {
                first = (first << 8) | key[i];
            }

            last = 0;
        }

        ulong hash = (first * 0x9E3779B97F4A7C15) ^ ((last + (ulong)key.Length) * 0xD6E8FEB86659FD93);
        return (int)(hash >> 32) & (_slots.Length - 1);
    }
}
