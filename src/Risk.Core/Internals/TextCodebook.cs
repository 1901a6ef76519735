using System.Numerics;
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
    private const int MaximumPerfect = 64;
    private const int PerfectAttempts = 24;
    private const int AttemptsPerSize = 8;

    private readonly bool _exact;
    private readonly List<string> _texts = [];
    private Slot[] _slots = new Slot[4];
    private int _shift = 62;
    private ulong _multiplier = TextKey.FirstMultiplier;
    private bool _isPerfect;
    private int _shortCount;
    private Dictionary<ulong, List<int>>? _longTexts;

    public TextCodebook(AttributeKind kind) => _exact = kind == AttributeKind.Token;

    /// <summary>Knows no text.</summary>
    public static TextCodebook Empty { get; } = CreateEmpty();

    /// <summary>One more than the highest code.</summary>
    public int CodeCount => TextCode.FirstKnown + _texts.Count;

    /// <summary>Whether a text without an exact key has a code.</summary>
    public bool HasLongTexts => _longTexts is not null;

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

        _shortCount++;
        if (_isPerfect || _shortCount * 2 > _slots.Length)
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
        int index = (int)(key.Hash(_multiplier) >> _shift);
        ref Slot first = ref Unsafe.Add(ref slots, (nint)(uint)index);
        bool isFirst = ((first.Key.Low ^ key.Low) | (first.Key.High ^ key.High)) == 0;
        if (_isPerfect)
        {
            // No branch: whether somebody named a text follows no pattern.
            return TextCode.Other + ((first.Code - TextCode.Other) & -Unsafe.BitCast<bool, byte>(isFirst));
        }

        return isFirst ? first.Code : Probe(key, index);
    }

    private int Probe(TextKey key, int index)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (; ; index = (index + 1) & mask)
        {
            ref Slot slot = ref slots[index];
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

    /// <summary>Looks for a table in which every short text has a slot of its own, so that a lookup is one comparison; keeps the table when there is none.</summary>
    /// <remarks>Call it when all texts were added. One that is added later undoes it.</remarks>
    public void Seal()
    {
        if (_isPerfect || _shortCount > MaximumPerfect)
        {
            return;
        }

        int bits = Math.Max(2, BitOperations.Log2((uint)Math.Max(_shortCount, 1)) + 3);
        ulong multiplier = TextKey.FirstMultiplier;
        for (int attempt = 1; attempt <= PerfectAttempts; attempt++)
        {
            var slots = new Slot[1 << bits];
            if (TryPlaceApart(slots, 64 - bits, multiplier))
            {
                (_slots, _shift, _multiplier, _isPerfect) = (slots, 64 - bits, multiplier, true);
                return;
            }

            multiplier = (multiplier * 0x9E3779B97F4A7C15) | 1;
            bits += attempt % AttemptsPerSize == 0 ? 1 : 0;
        }
    }

    private static TextCodebook CreateEmpty()
    {
        var empty = new TextCodebook(AttributeKind.Token);
        empty.Seal();
        return empty;
    }

    private bool TryPlaceApart(Slot[] slots, int shift, ulong multiplier)
    {
        foreach (Slot slot in _slots)
        {
            if (slot.Code == 0)
            {
                continue;
            }

            ref Slot place = ref slots[slot.Key.Hash(multiplier) >> shift];
            if (place.Code != 0)
            {
                return false;
            }

            place = slot;
        }

        return true;
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
        (_isPerfect, _multiplier) = (false, TextKey.FirstMultiplier);
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
