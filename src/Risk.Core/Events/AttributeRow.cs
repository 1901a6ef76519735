using System.Globalization;
using System.Runtime.CompilerServices;
using Risk.Internals;

namespace Risk.Events;

/// <summary>
/// One event's attributes, typed and ready: numbers as doubles, texts as codes, hashes and characters, missing
/// marked. A reader fills it, then windows, features and rules read it. Reused from event to event; belongs to
/// one thread at a time.
/// </summary>
/// <remarks>Allocations: none once its text buffer has grown to the largest event seen. Thread safety: one thread at a time.</remarks>
public sealed partial class AttributeRow
{
    private const int MaximumKeptCharacters = 64 * 1024;

    private readonly AttributeUse[] _uses;
    private readonly TextCodebook?[] _codebooks;
    private readonly AttributeKind[] _kinds;
    private readonly bool[] _isMetadata;
    private readonly TextColumn[] _textColumns;
    private char[] _characters = new char[1024];
    private int _characterCount;

    internal AttributeRow(AttributeLayout layout)
    {
        Layout = layout;
        _uses = layout.Uses;
        _codebooks = layout.Codebooks;
        _kinds = new AttributeKind[layout.Count];
        _isMetadata = new bool[layout.Count];
        _textColumns = layout.TextColumns;
        for (int i = 0; i < layout.Count; i++)
        {
            _kinds[i] = layout.Columns[i].Kind;
            _isMetadata[i] = layout.Columns[i].IsMetadata;
        }

        Numbers = new double[layout.Count];
        Codes = new int[layout.Count];
        Hashes = new ulong[layout.Count];
        Keys = new TextKey[layout.Count];
        Texts = new TextSlice[layout.Count];
        Clear();
    }

    /// <summary>What the row holds.</summary>
    public AttributeLayout Layout { get; }

    /// <summary>By position: numbers, booleans as 0 and 1, timestamps as Unix microseconds; NaN is missing.</summary>
    internal double[] Numbers { get; }

    /// <summary>
    /// By position: codes of texts that have <see cref="AttributeUse.Code"/>, <see cref="AttributeUse.Hash"/> or
    /// <see cref="AttributeUse.Key"/>; 0 is missing.
    /// </summary>
    internal int[] Codes { get; }

    /// <summary>By position: hashes of texts that have <see cref="AttributeUse.Hash"/>.</summary>
    internal ulong[] Hashes { get; }

    /// <summary>By position: keys of texts that have <see cref="AttributeUse.Key"/>; stale when the text is missing.</summary>
    internal TextKey[] Keys { get; }

    /// <summary>
    /// By position: where the characters lie of texts that have <see cref="AttributeUse.Text"/>, or have
    /// <see cref="AttributeUse.Key"/> and no exact key; length -1 is missing.
    /// </summary>
    internal TextSlice[] Texts { get; }

    /// <summary>What the reader noticed about the event (<see cref="DecisionFlags.MalformedEvent"/>, <see cref="DecisionFlags.InvalidValue"/>); it becomes part of the decision's flags.</summary>
    public DecisionFlags Flags { get; private set; }

    /// <summary>Notes something unusual about the event, until the row is cleared.</summary>
    public void AddFlags(DecisionFlags flags) => Flags |= flags;

    /// <summary>Makes every attribute missing and forgets the flags.</summary>
    public void Clear()
    {
        Flags = DecisionFlags.None;
        Array.Fill(Numbers, double.NaN);
        Array.Clear(Codes);
        Array.Fill(Texts, TextSlice.Missing);
        _characterCount = 0;
        if (_characters.Length > MaximumKeptCharacters)
        {
            _characters = new char[MaximumKeptCharacters];
        }
    }

    /// <summary>Makes one attribute missing.</summary>
    public void SetMissing(int position)
    {
        Numbers[position] = double.NaN;
        Codes[position] = TextCode.Missing;
        Texts[position] = TextSlice.Missing;
    }

    /// <summary>Sets a number; NaN is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetNumber(int position, double value) => Numbers[position] = value;

    /// <summary>Sets a boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetBoolean(int position, bool value) => Numbers[position] = value ? 1 : 0;

    /// <summary>Sets a timestamp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetTimestamp(int position, DateTimeOffset value) => Numbers[position] = UnixTime.Microseconds(value);

    /// <summary>Sets a text; null is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetText(int position, string? value)
    {
        if (value is not null && _uses[position] != AttributeUse.None)
        {
            SetText(position, value.AsSpan());
        }
    }

    /// <summary>Sets a text that is present, in the forms that somebody needs.</summary>
    // Not inlined into a reader of many texts, which would grow by a kilobyte of code for each.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void SetText(int position, ReadOnlySpan<char> value)
    {
        TextColumn column = _textColumns[position];
        if (column.TakesKey && TextKey.TryPack(value, column.Folds, out TextKey key))
        {
            SetByKey(position, in column, key);
            return;
        }

        AttributeUse use = column.Use;
        use = SetComputedForms(position, use, value);
        if ((use & AttributeUse.Text) != 0)
        {
            value.CopyTo(Reserve(value.Length));
            KeepReserved(position, value.Length);
        }
    }

    /// <summary>The number, boolean (1 or 0) or timestamp (Unix microseconds) at a position; NaN when missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double GetNumber(int position) => Numbers[position];

    /// <summary>The code of a text in use as a code; <see cref="TextCode.Missing"/> when missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetCode(int position) => Codes[position];

    /// <summary>The characters of a text in use as text; valid until the row is cleared.</summary>
    /// <returns>False when the text is missing.</returns>
    public bool TryGetText(int position, out ReadOnlySpan<char> text)
    {
        TextSlice slice = Texts[position];
        text = slice.Length < 0 ? default : _characters.AsSpan(slice.Start, slice.Length);
        return slice.Length >= 0;
    }

    // All forms of a short text that is not needed as characters follow from its key.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetByKey(int position, in TextColumn column, TextKey key)
    {
        Keys[position] = key;
        Codes[position] = column.Codebook.Find(key);
        if (column.IsHashed)
        {
            Hashes[position] = TextHash.OfKey(key);
        }
    }

    // The forms of a text that are computed from its characters, wherever these lie. Gives back the forms in use, among them
    // the text itself when its key does not say it all.
    private AttributeUse SetComputedForms(int position, AttributeUse use, ReadOnlySpan<char> value)
    {
        if ((use & (AttributeUse.Code | AttributeUse.Hash | AttributeUse.Key)) != 0)
        {
            bool folds = _kinds[position] != AttributeKind.Token;
            bool isShort = TextKey.TryPack(value, folds, out TextKey key);
            TextCodebook? codebook = _codebooks[position];
            Codes[position] = codebook is null ? TextCode.Other : isShort ? codebook.Find(key) : codebook.FindLong(value);
            if ((use & AttributeUse.Key) != 0)
            {
                Keys[position] = key;
                use |= isShort ? AttributeUse.None : AttributeUse.Text;
            }

            if ((use & AttributeUse.Hash) != 0)
            {
                Hashes[position] = folds ? TextHash.Folded(value) : TextHash.Exact(value);
            }
        }

        if ((use & AttributeUse.Number) != 0 && _isMetadata[position])
        {
            Numbers[position] = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
        }

        return use;
    }

    // Room behind the texts kept so far; it is kept by KeepReserved or given back by not doing so.
    private Span<char> Reserve(int length)
    {
        if (_characters.Length - _characterCount < length)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, _characterCount + length));
        }

        return _characters.AsSpan(_characterCount, length);
    }

    private void KeepReserved(int position, int length)
    {
        Texts[position] = new TextSlice(_characterCount, length);
        _characterCount += length;
    }
}
