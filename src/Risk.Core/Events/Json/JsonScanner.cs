using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Internals;

namespace Risk.Events.Json;

/// <summary>
/// Scans the JSON that events nearly always are: one object of keys without escapes, strings without escapes, numbers, booleans and nulls, and
/// metadata one level down. It gives up, without saying why, on everything else and on anything malformed; whoever calls it then reads the text
/// by the framework's reader, so giving up costs time and never changes a result.
/// </summary>
/// <remarks>
/// Each key is first compared with the one that followed the last key in an earlier event, which is a single masked comparison; only a change of
/// order is looked up. Strings are searched 32 bytes at a time, numbers of up to eight digits on either side of the point are converted without a
/// branch per digit, true and false are told apart without one. Places in the text travel as arguments and results, so that they stay in registers:
/// a place of -1 says give up. Reads stay within the text: near its end the byte-wise twin of each step takes over.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, AttributeRow row)
{
    private const int GaveUp = -1;
    private const uint True = 0x65757274;
    private const uint Fals = 0x736C6166;
    private const uint Null = 0x6C6C756E;

    private readonly ref byte _bytes = ref MemoryMarshal.GetReference(json);
    private readonly int _end = json.Length;
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

    private int ReadObject(int at, JsonFieldTable fields, JsonFieldTable? metadata)
    {
        ref byte bytes = ref _bytes;
        int end = _end;
        if (at >= end || Unsafe.Add(ref bytes, at) != '{')
        {
            return GaveUp;
        }

        at = AfterWhiteSpace(at + 1);
        if (at < end && Unsafe.Add(ref bytes, at) == '}')
        {
            return at + 1;
        }

        int last = fields.Count;
        while (true)
        {
            int index = fields.ExpectedAfter(last);
            int value = AfterExpectedKey(at, fields, index);
            if (value < 0)
            {
                value = AfterAnyKey(at, fields, last, out index);
                if (value < 0)
                {
                    return GaveUp;
                }
            }

            last = index >= 0 ? index : last;
            value = AfterWhiteSpace(value);
            at = value >= end ? GaveUp : index < 0 ? AfterSkipped(value) : ReadValue(value, in fields[index], metadata);
            if (at < 0)
            {
                return GaveUp;
            }

            at = AfterWhiteSpace(at);
            if (at >= end || Unsafe.Add(ref bytes, at) != ',')
            {
                return at < end && Unsafe.Add(ref bytes, at) == '}' ? at + 1 : GaveUp;
            }

            at = AfterWhiteSpace(at + 1);
        }
    }

    // Kinds come in the same order in every event, so the processor learns these branches.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadValue(int at, ref readonly JsonField field, JsonFieldTable? metadata)
    {
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
            int next = AfterShortNumber(at, first, out double value);
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

        return ReadAnyValue(at, first, in field, metadata);
    }

    // What has another type than the attribute's usual one, or another form.
    private int ReadAnyValue(int at, byte first, ref readonly JsonField field, JsonFieldTable? metadata)
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
                next = AfterNumber(at);
                if (next > 0)
                {
                    _sink.Number(field, Slice(at, next));
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
            _ => AfterNumber(at),
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

    // The key with its quotes and the colon behind it, in one comparison.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterExpectedKey(int at, JsonFieldTable fields, int index)
    {
        if (index < 0)
        {
            return GaveUp;
        }

        ref readonly JsonKeyPattern pattern = ref fields.PatternOf(index);
        int length = pattern.Length;
        if (_end - at < JsonKeyPattern.BlockBytes)
        {
            return AfterExactly(at, pattern.Text);
        }

        Vector256<byte> block = Vector256.LoadUnsafe(ref _bytes, (nuint)at);
        if (((block ^ pattern.Head) & pattern.HeadMask) != Vector256<byte>.Zero)
        {
            return GaveUp;
        }

        return length <= JsonKeyPattern.BlockBytes ? at + length : AfterExactly(at, pattern.Text);
    }

    private readonly int AfterExactly(int at, byte[] text) =>
        _end - at >= text.Length && Slice(at, at + text.Length).SequenceEqual(text) ? at + text.Length : GaveUp;

    private readonly int AfterAnyKey(int at, JsonFieldTable fields, int last, out int index)
    {
        index = -1;
        int next = at < _end && Unsafe.Add(ref _bytes, at) == '"' ? AfterString(at) : GaveUp;
        if (next < 0)
        {
            return GaveUp;
        }

        index = fields.Find(Slice(at + 1, next - 1));
        if (index >= 0 && fields.ExpectedAfter(last) != index)
        {
            fields.Expect(last, index);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterTruth(int at, out bool truth)
    {
        truth = false;
        if (_end - at < 5)
        {
            return GaveUp;
        }

        uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, at));
        truth = word == True;
        bool isFalse = word == Fals & Unsafe.Add(ref _bytes, at + 4) == 'e';
        return truth | isFalse ? at + (truth ? 4 : 5) : GaveUp;
    }

    // At most eight digits before the point and seven behind it, and no exponent: the mantissa and the power of ten are exact, so one division
    // rounds once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterShortNumber(int at, byte first, out double value)
    {
        value = 0;
        bool isNegative = first == '-';
        at += isNegative ? 1 : 0;
        if (_end - at < Vector128<byte>.Count)
        {
            return GaveUp;
        }

        ref byte start = ref Unsafe.Add(ref _bytes, at);
        Vector128<byte> block = Vector128.LoadUnsafe(ref start);
        Vector128<byte> digits = Vector128.LessThanOrEqual(block - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        uint others = ~digits.ExtractMostSignificantBits();
        int whole = BitOperations.TrailingZeroCount(others);
        if ((uint)(whole - 1) > 7 || (start == '0' && whole > 1))
        {
            return GaveUp;
        }

        double result = EightDigits(Unsafe.ReadUnaligned<ulong>(ref start) << (64 - (whole * 8)));
        int length = whole;
        if (Unsafe.Add(ref start, whole) == '.')
        {
            // The eight bytes from the first digit of the fraction on must lie within the block.
            int fraction = BitOperations.TrailingZeroCount(others >> (whole + 1));
            if ((uint)(fraction - 1) > 6 || whole > 7)
            {
                return GaveUp;
            }

            ulong places = EightDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, whole + 1)) << (64 - (fraction * 8)));
            double scale = Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen.Exact), fraction);
            result = ((result * scale) + places) / scale;
            length += 1 + fraction;
        }

        value = isNegative ? -result : result;
        return (Unsafe.Add(ref start, length) | 0x20) == 'e' ? GaveUp : at + length;
    }

    // Up to eight digits that end in the highest byte; bytes below the first are zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(ulong block)
    {
        block &= 0x0F0F0F0F0F0F0F0F;
        block = (block * 2561) >> 8;
        block = ((block & 0x00FF00FF00FF00FF) * 6553601) >> 16;
        return ((block & 0x0000FFFF0000FFFF) * 42949672960001) >> 32;
    }

    /// <summary>The place behind any number, whose text is then converted by the framework.</summary>
    private readonly int AfterNumber(int at)
    {
        at += at < _end && Unsafe.Add(ref _bytes, at) == '-' ? 1 : 0;
        int whole = Digits(at);
        if (whole == 0 || (whole > 1 && Unsafe.Add(ref _bytes, at) == '0'))
        {
            return GaveUp;
        }

        at += whole;
        if (at < _end && Unsafe.Add(ref _bytes, at) == '.')
        {
            int fraction = Digits(at + 1);
            if (fraction == 0)
            {
                return GaveUp;
            }

            at += 1 + fraction;
        }

        if (at < _end && (Unsafe.Add(ref _bytes, at) | 0x20) == 'e')
        {
            at++;
            at += at < _end && Unsafe.Add(ref _bytes, at) is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = Digits(at);
            at = exponent == 0 ? GaveUp : at + exponent;
        }

        return at;
    }

    private readonly int Digits(int at)
    {
        int count = 0;
        while (at + count < _end && (uint)(Unsafe.Add(ref _bytes, at + count) - '0') <= 9)
        {
            count++;
        }

        return count;
    }
}
