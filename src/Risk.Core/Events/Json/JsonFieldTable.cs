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
    private readonly JsonKey?[] _slots;
    private readonly Dictionary<string, JsonKey> _byText = new(StringComparer.Ordinal);

    public JsonFieldTable(IReadOnlyList<(string Key, JsonField Field)> fields)
    {
        JsonKey[] keys = [.. fields.Select(static field => new JsonKey(Encoding.UTF8.GetBytes(field.Key), field.Field))];
        _slots = new JsonKey?[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, keys.Length * 2))];

        // Until an event says otherwise, keys come in the order of the schema.
        JsonKey last = Start;
        for (int i = 0; i < keys.Length; i++)
        {
            last.Next = keys[i];
            last = keys[i];
            _byText.Add(fields[i].Key, keys[i]);
            int slot = Slot(keys[i].Name);
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = keys[i];
        }
    }

    /// <summary>Stands before the first key: its next is the key that an object started with last time.</summary>
    public JsonKey Start { get; } = new([], new JsonField(-1, AttributeKind.Token));

    /// <summary>The key of a name, or null.</summary>
    public JsonKey? Find(ReadOnlySpan<byte> name)
    {
        JsonKey? key;
        for (int slot = Slot(name); (key = _slots[slot]) is not null; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(key.Name))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The key of a name that was written with escapes, or null.</summary>
    public JsonKey? FindEscaped(ReadOnlySpan<byte> key)
    {
        const int Longest = 256;
        if (key.Length > Longest * 6)
        {
            return null;
        }

        Span<char> text = stackalloc char[Longest * 6];
        int length = JsonText.Unescape(key, text, out _);
        return _byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out JsonKey? found) ? found : null;
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
