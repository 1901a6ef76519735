using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Events.Json;

/// <summary>
/// Scans the JSON that events nearly always are: one object of keys without escapes, strings without escapes, numbers, booleans and nulls, and
/// metadata one level down. It gives up, without saying why, on everything else and on anything malformed; whoever calls it then reads the text
/// by the framework's reader, so giving up costs time and never changes a result.
/// </summary>
/// <remarks>
/// Each key is first compared with the one that followed the last key in an earlier event, which is a single masked comparison; only a change of
/// order is looked up. Numbers of up to eight digits on either side of the point are converted without a branch per digit, true and false are told
/// apart without one. Places in the text travel as arguments and results, so that they stay in registers: a place of -1 says give up.
/// <para>A plain text (<see cref="PlainJson"/>) is read from its padded copy, a field at a time and without looking for white space, escapes, control
/// characters and the end (JsonScanner.Expected.cs). Any field that is not as expected there, and every field of another text, is read by the
/// more careful twin of each step in this file, whose reads stay within the text.</para>
/// </remarks>
internal ref partial struct JsonScanner(ReadOnlySpan<byte> json, bool isPlain, AttributeRow row)
{
    private const int GaveUp = -1;
    private const uint Null = 0x6C6C756E;
    private const int NullLength = 4;

    private readonly ref byte _bytes = ref MemoryMarshal.GetReference(json);
    private readonly int _end = json.Length;
    private readonly bool _isPlain = isPlain;
    private readonly AttributeRow _row = row;
    private JsonValueSink _sink = new(row);

    public readonly JsonReadResult Result => _sink.Result;

    /// <summary>Reads the whole text.</summary>
    /// <returns>False when it gave up; the row is then half filled.</returns>
    public bool TryRead(JsonFieldTable fields, JsonFieldTable metadata)
    {
        int at = ReadObject(AfterWhiteSpace(0), fields, metadata);
        return at >= 0 && AfterWhiteSpace(at) == _end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadObject(int at, JsonFieldTable fields, JsonFieldTable? metadata)
    {
        ref byte bytes = ref _bytes;
        int end = _end;
        if (at >= end || Unsafe.Add(ref bytes, at) != '{')
        {
            return GaveUp;
        }

        int open = at;
        at = AfterWhiteSpace(at + 1);
        if (at < end && Unsafe.Add(ref bytes, at) == '}')
        {
            return at + 1;
        }

        // In the copy the brace becomes a comma, so that every expected key follows one.
        byte separator = (byte)'{';
        if (_isPlain)
        {
            separator = (byte)',';
            Unsafe.Add(ref bytes, open) = separator;
        }

        JsonKey last = fields.Start;
        at = open;
        while (true)
        {
            if (_isPlain)
            {
                last = ReadExpectedFields(ref at, last);
            }

            at = AfterWhiteSpace(at);
            if (at >= end || Unsafe.Add(ref bytes, at) != separator)
            {
                return at < end && Unsafe.Add(ref bytes, at) == '}' ? at + 1 : GaveUp;
            }

            separator = (byte)',';
            at = AfterAnyField(AfterWhiteSpace(at + 1), fields, metadata, ref last);
            if (at < 0)
            {
                return GaveUp;
            }
        }
    }

    // A key and its value, with white space wherever it may be; the key need not be the expected one.
    private int AfterAnyField(int at, JsonFieldTable fields, JsonFieldTable? metadata, ref JsonKey last)
    {
        JsonKey? key = last.Next;
        int value = AfterExactly(at, key.Text);
        if (value < 0)
        {
            value = AfterAnyKey(at, fields, last, out key);
            if (value < 0)
            {
                return GaveUp;
            }
        }

        last = key ?? last;
        value = AfterWhiteSpace(value);
        return value >= _end ? GaveUp : key is null ? AfterSkipped(value) : ReadValue(value, key, metadata);
    }

    private int ReadValue(int at, JsonKey key, JsonFieldTable? metadata)
    {
        JsonField field = key.Field;
        byte first = Unsafe.Add(ref _bytes, at);
        if (field.IsText)
        {
            if (first == '"')
            {
                int next = AfterString(at);
                if (next > 0 && !_row.SetUtf8Text(field.Position, Slice(at + 1, next - 1)))
                {
                    _sink.CountInvalidValue();
                }

                return next;
            }
        }
        else if (field.Kind == AttributeKind.Number)
        {
            int next = AfterShortNumber(at, out double value);
            if (next > 0)
            {
                _row.SetNumber(field.Position, value);
                return next;
            }
        }
        else if (field.Kind == AttributeKind.Boolean)
        {
            int next = AfterTruth(at, out bool truth);
            if (next > 0)
            {
                _row.SetBoolean(field.Position, truth);
                return next;
            }
        }

        return ReadAnyValue(at, first, field, metadata);
    }

    // What has another type than the attribute's usual one, or another form.
    private int ReadAnyValue(int at, byte first, JsonField field, JsonFieldTable? metadata)
    {
        if (first == 'n' && _end - at >= 4 && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, at)) == Null)
        {
            if (field.Position >= 0)
            {
                _sink.Null(field);
            }

            return at + 4;
        }

        if (first == '{')
        {
            return field.HoldsMetadata && metadata is not null ? ReadObject(at, metadata, null) : GaveUp;
        }

        if (field.Position < 0)
        {
            return AfterSkipped(at);
        }

        int next;
        switch (first)
        {
            case (byte)'"':
                next = AfterString(at);
                if (next > 0)
                {
                    _sink.Text(field, Slice(at + 1, next - 1), isEscaped: false);
                }

                return next;
            case (byte)'t' or (byte)'f':
                next = AfterTruth(at, out bool truth);
                if (next > 0)
                {
                    _sink.Truth(field, truth);
                }

                return next;
            default:
                next = AfterNumber(at, out double number);
                if (next > 0 && (double.IsNaN(number) || field.IsText))
                {
                    _sink.Number(field, Slice(at, next));
                }
                else if (next > 0)
                {
                    _sink.Number(field, number);
                }

                return next;
        }
    }

    private readonly int AfterSkipped(int at)
    {
        byte first = Unsafe.Add(ref _bytes, at);
        return first switch
        {
            (byte)'"' => AfterString(at),
            (byte)'t' or (byte)'f' => AfterTruth(at, out _),
            (byte)'n' => _end - at >= 4 && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, at)) == Null ? at + 4 : GaveUp,
            _ => AfterNumber(at, out _),
        };
    }

    private readonly ReadOnlySpan<byte> Slice(int start, int end) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, start), end - start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterWhiteSpace(int at) => at < _end && Unsafe.Add(ref _bytes, at) <= ' ' ? AfterMoreWhiteSpace(at) : at;

    private readonly int AfterMoreWhiteSpace(int at)
    {
        while (at < _end && Unsafe.Add(ref _bytes, at) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    // The key with its quotes and the colon behind it.
    private readonly int AfterExactly(int at, byte[] text) =>
        text.Length > 0 && _end - at >= text.Length && Slice(at, at + text.Length).SequenceEqual(text) ? at + text.Length : GaveUp;

    private readonly int AfterAnyKey(int at, JsonFieldTable fields, JsonKey last, out JsonKey? key)
    {
        key = null;
        int next = at < _end && Unsafe.Add(ref _bytes, at) == '"' ? AfterString(at) : GaveUp;
        if (next < 0)
        {
            return GaveUp;
        }

        key = fields.Find(Slice(at + 1, next - 1));
        if (key is not null && last.Next != key)
        {
            last.Next = key;
        }

        next = AfterWhiteSpace(next);
        return next < _end && Unsafe.Add(ref _bytes, next) == ':' ? next + 1 : GaveUp;
    }

    /// <summary>The place behind a string without escapes that starts with its quote here.</summary>
    private readonly int AfterString(int at)
    {
        ref byte bytes = ref _bytes;
        at++;
        for (; _end - at >= Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref bytes, (nuint)at);
            Vector256<byte> ends = Vector256.Equals(block, Vector256.Create((byte)'"'))
                | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(block, Vector256.Create((byte)' '));
            uint mask = ends.ExtractMostSignificantBits();
            if (mask != 0)
            {
                at += BitOperations.TrailingZeroCount(mask);
                return Unsafe.Add(ref bytes, at) == '"' ? at + 1 : GaveUp;
            }
        }

        while (at < _end && Unsafe.Add(ref bytes, at) is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            at++;
        }

        return at < _end && Unsafe.Add(ref bytes, at) == '"' ? at + 1 : GaveUp;
    }
}
