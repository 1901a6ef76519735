using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    /// <summary>Sets a text of up to 31 bytes that lies in 32 readable ones; otherwise as <see cref="SetUtf8Text"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool SetUtf8Block(int position, ref byte start, int length)
    {
        TextColumn column = _textColumns[position];
        if (column.TakesKey && length <= TextKey.MaximumLength && TextKey.TryPackBlock(ref start, length, column.Folds, out TextKey key))
        {
            SetByKey(position, in column, key);
            return true;
        }

        return column.Use == AttributeUse.None || SetUtf8Text(position, MemoryMarshal.CreateReadOnlySpan(ref start, length));
    }

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
