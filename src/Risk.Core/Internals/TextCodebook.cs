using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Risk.Events;

namespace Risk.Internals;

/// <summary>
/// The texts of one attribute that some rule or feature names, each with a small code. Short ASCII texts are found by their
/// <see cref="TextKey"/>, which is the text, in one of the two slots that its hash names (cuckoo hashing): both are always compared, so
/// that no branch depends on whether and where a text is found. Others are hashed and confirmed against the text. A lookup never
/// allocates. Grows while a layout is built and is read-only afterwards.
/// </summary>
internal sealed class TextCodebook
{
    private const int SlotsPerText = 16;

    private readonly bool _exact;
    private readonly List<string> _texts = [];
    private Slot[] _slots = new Slot[2];
    private int _shift = 63;
    private int _shortCount;
    private Dictionary<TextKey, int>? _crowded;
    private Dictionary<ulong, List<int>>? _longTexts;

    public TextCodebook(AttributeKind kind) => _exact = kind == AttributeKind.Token;

    /// <summary>Whether texts are compared without case.</summary>
    public bool Folds => !_exact;

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

        _shortCount++;
        if (_shortCount * 2 > _slots.Length || !TryPlace(_slots, _shift, new Slot { Key = key, Code = code }))
        {
            Rebuild();
        }

        return code;
    }

    /// <summary>The code of a text, or <see cref="TextCode.Other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<char> text) => TextKey.TryPack(text, !_exact, out TextKey key) ? Find(key) : FindLong(text);

    /// <summary>The code of a text by its exact key, or <see cref="TextCode.Other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(TextKey key)
    {
        // The hash keeps as many upper bits as the table has slots, so every index is inside it. An empty slot equals no key, and of two slots that
        // are one only the first counts.
        ref Slot slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ulong hash = key.Hash();
        ref Slot first = ref Unsafe.Add(ref slots, (nint)(hash >> _shift));
        ref Slot second = ref Unsafe.Add(ref slots, (nint)(Rehash(hash) >> _shift));
        int inFirst = Mask(first.Key == key);
        int inSecond = Mask(second.Key == key);
        int code = TextCode.Other + ((first.Code - TextCode.Other) & inFirst) + ((second.Code - TextCode.Other) & inSecond & ~inFirst);
        return _crowded is null ? code : FindCrowded(key, code);
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

    // Texts whose hashes agree with those of too many others.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindCrowded(TextKey key, int code) => code == TextCode.Other ? _crowded!.GetValueOrDefault(key, TextCode.Other) : code;

    // A larger table; past sixteen slots a text more room does not help, and texts without a place go to the dictionary.
    private void Rebuild()
    {
        bool isPlaced;
        do
        {
            _slots = new Slot[_slots.Length * 2];
            _shift--;
            _crowded = null;
            isPlaced = true;
            bool isLast = _slots.Length > _shortCount * SlotsPerText;
            for (int code = TextCode.FirstKnown; code < CodeCount && isPlaced; code++)
            {
                if (TextKey.TryPack(TextOf(code), !_exact, out TextKey key) && !TryPlace(_slots, _shift, new Slot { Key = key, Code = code }))
                {
                    isPlaced = isLast;
                    (_crowded ??= []).Add(key, code);
                }
            }
        }
        while (!isPlaced);
    }

    // Moves whoever is in the way to its other slot, and so on. When that does not end, every text is put back where it was.
    private static bool TryPlace(Slot[] slots, int shift, Slot added)
    {
        const int MostMoves = 64;
        Span<int> path = stackalloc int[MostMoves];
        int index = First(added.Key, shift);
        if (slots[index].Code != 0)
        {
            int second = Second(added.Key, shift);
            index = slots[second].Code == 0 ? second : index;
        }

        for (int moves = 0; moves < MostMoves; moves++)
        {
            path[moves] = index;
            (slots[index], added) = (added, slots[index]);
            if (added.Code == 0)
            {
                return true;
            }

            int first = First(added.Key, shift);
            index = index == first ? Second(added.Key, shift) : first;
        }

        for (int moves = MostMoves - 1; moves >= 0; moves--)
        {
            (slots[path[moves]], added) = (added, slots[path[moves]]);
        }

        return false;
    }

    private static int First(TextKey key, int shift) => (int)(key.Hash() >> shift);

    private static int Second(TextKey key, int shift) => (int)(Rehash(key.Hash()) >> shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Rehash(ulong hash) => (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;

    // All ones for true.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Mask(bool value) => -(value ? 1 : 0);

    private struct Slot
    {
        public TextKey Key;
        public int Code;
    }
}
