using System.Runtime.CompilerServices;
using Risk.Events;

namespace Risk.Internals;

/// <summary>
/// The texts of one attribute that some rule or feature names, each with a small code. A lookup hashes the
/// candidate's characters and confirms one entry, so it never allocates a string. Grows while a layout is built
/// and is read-only afterwards.
/// </summary>
internal sealed class TextCodebook
{
    private readonly bool _exact;
    private readonly List<string> _texts = [];
    private int[] _slots = new int[8];
    private ulong[] _hashes = [];

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

        _texts.Add(text);
        Array.Resize(ref _hashes, _texts.Count);
        _hashes[^1] = Hash(text);
        if (_texts.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (int i = 0; i < _texts.Count; i++)
            {
                Place(i);
            }
        }
        else
        {
            Place(_texts.Count - 1);
        }

        return CodeCount - 1;
    }

    /// <summary>The code of a text, or <see cref="TextCode.Other"/>.</summary>
    public int Find(ReadOnlySpan<char> text) => Find(text, Hash(text));

    public int Find(ReadOnlySpan<char> text, ulong hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = _slots[slot] - 1;
            if (_hashes[index] == hash && Same(_texts[index], text))
            {
                return index + TextCode.FirstKnown;
            }
        }

        return TextCode.Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(ReadOnlySpan<char> text) => _exact ? TextHash.Exact(text) : TextHash.Folded(text);

    private bool Same(string known, ReadOnlySpan<char> text) =>
        _exact ? known.AsSpan().SequenceEqual(text) : TextFold.Equals(known, text);

    private void Place(int index)
    {
        int mask = _slots.Length - 1;
        int slot = (int)_hashes[index] & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = index + 1;
    }
}
