using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Risk.Events.Json;
using Risk.Internals;

namespace Risk.Events;

/// <content>Texts that arrive as UTF-8.</content>
public sealed partial class AttributeRow
{
    private byte[]? _wireBuffer;

    /// <summary>Room for a copy of an event's JSON.</summary>
    internal byte[] WireBuffer => _wireBuffer ??= PlainJson.CreateBuffer();

    /// <summary>Sets a text from UTF-8; every malformed sequence becomes one U+FFFD.</summary>
    /// <param name="position">The attribute.</param>
    /// <param name="value">The text's bytes, up to a few megabytes.</param>
    /// <returns>False when a sequence was malformed.</returns>
    /// <remarks>Allocations: none once the text buffer has grown to the largest event seen. Thread safety: one thread at a time.</remarks>
    public bool SetUtf8Text(int position, ReadOnlySpan<byte> value)
    {
        TextColumn column = _textColumns[position];
        if (column.Use == AttributeUse.None)
        {
            return true;
        }

        // Short texts that are not needed as characters never become UTF-16.
        if (column.TakesKey && TextKey.TryPack(value, column.Folds, out TextKey key))
        {
            SetByKey(position, in column, key);
            return true;
        }

        AttributeUse use = column.Use;
        Span<char> room = Reserve(value.Length);
        if (AsciiText.TryWiden(value, room))
        {
            SetReserved(position, use, value.Length);
            return true;
        }

        bool isWellFormed = Utf8.ToUtf16(value, room, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done;
        if (!isWellFormed)
        {
            Utf8.ToUtf16(value, room, out _, out length, replaceInvalidSequences: true);
        }

        SetReserved(position, use, length);
        return isWellFormed;
    }

    /// <summary>The forms of position 0, for a reader that sets those of many positions, all of which the row was found to hold.</summary>
    internal ref double FirstNumber => ref MemoryMarshal.GetArrayDataReference(Numbers);

    internal ref TextColumn FirstTextColumn => ref MemoryMarshal.GetArrayDataReference(_textColumns);

    internal ref int FirstCode => ref MemoryMarshal.GetArrayDataReference(Codes);

    internal ref TextKey FirstKey => ref MemoryMarshal.GetArrayDataReference(Keys);

    /// <summary>Sets a text of up to 31 bytes that lies in 32 readable ones.</summary>
    /// <returns>False when a sequence was malformed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool SetUtf8Block(int position, ref byte start, int length)
    {
        ref TextColumn column = ref _textColumns[position];
        AttributeUse use = column.Use;
        Vector256<byte> block = Vector256.LoadUnsafe(ref start);
        if ((uint)use == 0)
        {
            return true;
        }

        if ((block.ExtractMostSignificantBits() & ((1u << length) - 1)) != 0)
        {
            return SetUtf8Text(position, MemoryMarshal.CreateReadOnlySpan(ref start, length));
        }

        // Long identifiers never become UTF-16 either, unless some of them have codes.
        if (length > TextKey.MaximumLength && (use & ~(AttributeUse.Code | AttributeUse.Hash)) == 0 && !column.Codebook.HasLongTexts)
        {
            Codes[position] = TextCode.Other;
            if (column.IsHashed)
            {
                Hashes[position] = TextHash.OfAscii(ref start, length, column.Folds);
            }

            return true;
        }

        ref ushort room = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(Reserve(Vector256<byte>.Count)));
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(block);
        lower.StoreUnsafe(ref room);
        upper.StoreUnsafe(ref room, (nuint)Vector256<ushort>.Count);
        SetReserved(position, use, length);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void SetHash(int position, TextKey key) => Hashes[position] = TextHash.OfKey(key);

    /// <summary>Sets a text from the inside of a JSON string that has escapes.</summary>
    /// <returns>False when a byte sequence or an escaped surrogate was malformed and became U+FFFD.</returns>
    internal bool SetEscapedText(int position, ReadOnlySpan<byte> value)
    {
        AttributeUse use = _uses[position];
        if (use == AttributeUse.None)
        {
            return true;
        }

        int length = JsonText.Unescape(value, Reserve(value.Length), out bool isWellFormed);
        SetReserved(position, use, length);
        return isWellFormed;
    }

    private void SetReserved(int position, AttributeUse use, int length)
    {
        use = SetComputedForms(position, use, _characters.AsSpan(_characterCount, length));
        if ((use & AttributeUse.Text) != 0)
        {
            KeepReserved(position, length);
        }
    }
}
