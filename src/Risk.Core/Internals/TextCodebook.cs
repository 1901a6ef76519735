using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Internals;

/// <summary>
/// The texts of one attribute that some rule or feature names, each with a small code. Short ASCII texts are found by their
/// <see cref="TextKey"/>, which is the text: one multiplication, one slot, one comparison. Others are hashed and confirmed
/// against the text. A lookup never allocates. Grows while a layout is built and is read-only afterwards.
/// </summary>
internal sealed class TextCodebook
{
    private readonly bool _exact;
    private readonly List<string> _texts = [];
    private Slot[] _slots = new Slot[4];
    private int _shift = 62;
    private int _shortCount;
    private Dictionary<ulong, List<int>>? _longTexts;

    public TextCodebook(AttributeKind kind) => _exact = kind == AttributeKind.Token;

    /// <summary>One more than the highest code.</summary>
    public int CodeCount => TextCode.FirstKnown + _texts.Count;

    /// <summary>The text of a code from <see cref="TextCode.FirstKnown"/> on, as it was first added.</summary>
    public string TextOf(int code) => _texts[code - TextCode.FirstKnown];

    /// <summary>The code of a text, adding it when it is new.</summary>
    public int Add(string text)
    {
        int code = Find(text);
        if (code != TextCode.Other)
        {
            return code;
        }

        code = CodeCount;
        _texts.Add(text);
        if (!TextKey.TryPack(text, !_exact, out TextKey key))
        {
            AddLong(text, code);
            return code;
        }

        if (++_shortCount * 2 > _slots.Length)
        {
            Grow();
        }

        Place(_slots, _shift, new Slot { Key = key, Code = code });
        return code;
    }

    /// <summary>The code of a text, or <see cref="TextCode.Other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<char> text) => TextKey.TryPack(text, !_exact, out TextKey key) ? Find(key) : FindLong(text);

    /// <summary>The code of a text by its exact key, or <see cref="TextCode.Other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(TextKey key)
    {
        // The hash keeps as many upper bits as the table has slots, so every index is inside it.
        ref Slot slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        int mask = _slots.Length - 1;
        for (int index = (int)(key.Hash() >> _shift); ; index = (index + 1) & mask)
        {
            ref Slot slot = ref Unsafe.Add(ref slots, (nint)(uint)index);
            if (slot.Key == key)
            {
                return slot.Code;
            }

            if (slot.Code == 0)
            {
                return TextCode.Other;
            }
        }
    }

    /// <summary>The code of a text that has no exact key, or <see cref="TextCode.Other"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int FindLong(ReadOnlySpan<char> text)
    {
        if (_longTexts is not null && _longTexts.TryGetValue(Hash(text), out List<int>? codes))
        {
            foreach (int code in codes)
            {
                string known = TextOf(code);
                if (_exact ? known.AsSpan().SequenceEqual(text) : TextFold.Equals(known, text))
                {
                    return code;
                }
            }
        }

        return TextCode.Other;
    }

    private void AddLong(string text, int code)
    {
        _longTexts ??= [];
        ref List<int>? codes = ref CollectionsMarshal.GetValueRefOrAddDefault(_longTexts, Hash(text), out _);
        (codes ??= []).Add(code);
    }

    private ulong Hash(ReadOnlySpan<char> text) => _exact ? TextHash.Exact(text) : TextHash.Folded(text);

    private void Grow()
    {
        var slots = new Slot[_slots.Length * 4];
        int shift = _shift - 2;
        foreach (Slot slot in _slots)
        {
            if (slot.Code != 0)
            {
                Place(slots, shift, slot);
            }
        }

        _slots = slots;
        _shift = shift;
    }

    private static void Place(Slot[] slots, int shift, Slot added)
    {
        int mask = slots.Length - 1;
        int index = (int)(added.Key.Hash() >> shift);
        while (slots[index].Code != 0)
        {
            index = (index + 1) & mask;
        }

        slots[index] = added;
    }

    private struct Slot
    {
        public TextKey Key;
        public int Code;
    }
}
