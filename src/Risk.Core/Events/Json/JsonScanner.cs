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
/// order is looked up. Strings are searched 32 bytes at a time, numbers of up to eight digits on either side of the point are converted without a
/// branch per digit. Reads stay within the text: near its end the byte-wise twin of each step takes over.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, AttributeRow row)
{
    private readonly ref byte _bytes = ref MemoryMarshal.GetReference(json);
    private readonly int _end = json.Length;
    private int _at = 0;
    private JsonValueSink _sink = new(row);

    public readonly JsonReadResult Result => _sink.Result;

    /// <summary>Reads the whole text.</summary>
    /// <returns>False when it gave up; the row is then half filled.</returns>
    public bool TryRead(JsonFieldTable fields, JsonFieldTable metadata)
    {
        SkipWhiteSpace();
        if (!TryReadObject(fields, metadata))
        {
            return false;
        }

        SkipWhiteSpace();
        return _at == _end;
    }

    private bool TryReadObject(JsonFieldTable fields, JsonFieldTable? metadata)
    {
        if (!TryTake((byte)'{'))
        {
            return false;
        }

        SkipWhiteSpace();
        if (TryTake((byte)'}'))
        {
            return true;
        }

        int last = fields.Count;
        while (true)
        {
            int index = fields.ExpectedAfter(last);
            if (!TryTakeKey(fields, index))
            {
                if (!TryTakeString(out int start, out int length))
                {
                    return false;
                }

                index = fields.Find(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, start), length));
                if (index >= 0)
                {
                    fields.Expect(last, index);
                }
            }

            last = index >= 0 ? index : last;
            SkipWhiteSpace();
            if (!TryTake((byte)':'))
            {
                return false;
            }

            SkipWhiteSpace();
            if (!(index < 0 ? TrySkipValue() : TryReadValue(fields, index, metadata)))
            {
                return false;
            }

            SkipWhiteSpace();
            if (!TryTake((byte)','))
            {
                return TryTake((byte)'}');
            }

            SkipWhiteSpace();
        }
    }

    private bool TryReadValue(JsonFieldTable fields, int index, JsonFieldTable? metadata)
    {
        if (_at >= _end)
        {
            return false;
        }

        ref readonly JsonField field = ref fields[index];
        byte first = Unsafe.Add(ref _bytes, _at);
        if (field.Position < 0)
        {
            return first == '{' && metadata is not null ? TryReadObject(metadata, null) : TrySkipValue();
        }

        switch (first)
        {
            case (byte)'"':
                if (!TryTakeString(out int start, out int length))
                {
                    return false;
                }

                _sink.Text(field, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, start), length), isEscaped: false);
                return true;
            case (byte)'t' when TryTakeWord(0x65757274, 4):
                _sink.Truth(field, true);
                return true;
            case (byte)'f' when TryTakeFalse():
                _sink.Truth(field, false);
                return true;
            case (byte)'n' when TryTakeWord(0x6C6C756E, 4):
                _sink.Null(field);
                return true;
            case (byte)'{' when field.HoldsMetadata && metadata is not null:
                return TryReadObject(metadata, null);
            default:
                int token = _at;
                if (!TryTakeNumber(out double value))
                {
                    return false;
                }

                if (field.Kind is AttributeKind.Text or AttributeKind.Token or AttributeKind.Country)
                {
                    _sink.Number(field, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, token), _at - token));
                }
                else
                {
                    _sink.Number(field, value);
                }

                return true;
        }
    }

    private bool TrySkipValue()
    {
        if (_at >= _end)
        {
            return false;
        }

        return Unsafe.Add(ref _bytes, _at) switch
        {
            (byte)'"' => TryTakeString(out _, out _),
            (byte)'t' => TryTakeWord(0x65757274, 4),
            (byte)'f' => TryTakeFalse(),
            (byte)'n' => TryTakeWord(0x6C6C756E, 4),
            _ => TryTakeNumber(out _),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(byte wanted)
    {
        if (_at < _end && Unsafe.Add(ref _bytes, _at) == wanted)
        {
            _at++;
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipWhiteSpace()
    {
        if (_at < _end && Unsafe.Add(ref _bytes, _at) <= ' ')
        {
            SkipMoreWhiteSpace();
        }
    }

    private void SkipMoreWhiteSpace()
    {
        while (_at < _end && Unsafe.Add(ref _bytes, _at) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    // Four letters as they lie in memory of a little-endian machine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeWord(uint word, int length)
    {
        if (_end - _at >= length && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, _at)) == word)
        {
            _at += length;
            return true;
        }

        return false;
    }

    private bool TryTakeFalse()
    {
        if (_end - _at >= 5 && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref _bytes, _at)) == 0x736C6166 && Unsafe.Add(ref _bytes, _at + 4) == 'e')
        {
            _at += 5;
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeKey(JsonFieldTable fields, int index)
    {
        if (index < 0)
        {
            return false;
        }

        ref readonly JsonKeyPattern pattern = ref fields.PatternOf(index);
        if (_end - _at >= JsonKeyPattern.BlockBytes)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref _bytes, (nuint)_at);
            if (((block ^ pattern.Head) & pattern.HeadMask) != Vector256<byte>.Zero)
            {
                return false;
            }

            if (pattern.Length <= JsonKeyPattern.BlockBytes)
            {
                _at += pattern.Length;
                return true;
            }
        }

        if (_end - _at >= pattern.Length && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, _at), pattern.Length).SequenceEqual(pattern.Quoted))
        {
            _at += pattern.Length;
            return true;
        }

        return false;
    }

    /// <summary>Takes a string without escapes.</summary>
    /// <param name="start">Where its content starts.</param>
    /// <param name="length">The content's bytes.</param>
    private bool TryTakeString(out int start, out int length)
    {
        start = _at + 1;
        length = 0;
        if (_at >= _end || Unsafe.Add(ref _bytes, _at) != '"')
        {
            return false;
        }

        int at = start;
        for (; _end - at >= Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref _bytes, (nuint)at);
            Vector256<byte> ends = Vector256.Equals(block, Vector256.Create((byte)'"'))
                | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(block, Vector256.Create((byte)' '));
            uint mask = ends.ExtractMostSignificantBits();
            if (mask != 0)
            {
                at += BitOperations.TrailingZeroCount(mask);
                return TryEndString(start, at, out length);
            }
        }

        while (at < _end && Unsafe.Add(ref _bytes, at) is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            at++;
        }

        return at < _end && TryEndString(start, at, out length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEndString(int start, int at, out int length)
    {
        length = at - start;
        _at = at + 1;
        return Unsafe.Add(ref _bytes, at) == '"';
    }

    private bool TryTakeNumber(out double value)
    {
        int at = _at;
        bool isNegative = at < _end && Unsafe.Add(ref _bytes, at) == '-';
        at += isNegative ? 1 : 0;
        if (_end - at >= Vector128<byte>.Count && TryTakeShortNumber(at, out value))
        {
            value = isNegative ? -value : value;
            return true;
        }

        return TryTakeAnyNumber(at, out value);
    }

    // At most eight digits on either side of the point and no exponent: the mantissa and the power of ten are exact, so one division rounds once.
    private bool TryTakeShortNumber(int at, out double value)
    {
        Vector128<byte> block = Vector128.LoadUnsafe(ref _bytes, (nuint)at);
        Vector128<byte> digits = Vector128.LessThanOrEqual(block - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        uint others = ~digits.ExtractMostSignificantBits();
        int whole = BitOperations.TrailingZeroCount(others);
        value = 0;
        if (whole - 1 > 7 || (whole > 1 && Unsafe.Add(ref _bytes, at) == '0') || whole == 0)
        {
            return false;
        }

        ulong mantissa = EightDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _bytes, at)) << (64 - (whole * 8)));
        int end = at + whole;
        byte next = Unsafe.Add(ref _bytes, end);
        if (next == '.')
        {
            int fraction = BitOperations.TrailingZeroCount(others >> (whole + 1));

            // The eight bytes from the first digit of the fraction on must lie within the block.
            if (fraction is 0 or > 7 || whole > 7)
            {
                return false;
            }

            end += 1 + fraction;
            next = Unsafe.Add(ref _bytes, end);
            ulong places = EightDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _bytes, at + whole + 1)) << (64 - (fraction * 8)));
            double scale = PowerOfTen(fraction);
            value = ((mantissa * (ulong)scale) + places) / scale;
        }
        else
        {
            value = mantissa;
        }

        if ((next | 0x20) == 'e')
        {
            return false;
        }

        _at = end;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTen(int exponent) => Internals.PowersOfTen.Exact[exponent];

    // Up to eight digits that end in the highest byte; bytes below the first are zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(ulong block)
    {
        block &= 0x0F0F0F0F0F0F0F0F;
        block = (block * 2561) >> 8;
        block = ((block & 0x00FF00FF00FF00FF) * 6553601) >> 16;
        return ((block & 0x0000FFFF0000FFFF) * 42949672960001) >> 32;
    }

    private bool TryTakeAnyNumber(int at, out double value)
    {
        int start = _at;
        value = 0;
        int whole = Digits(at);
        if (whole == 0 || (whole > 1 && Unsafe.Add(ref _bytes, at) == '0'))
        {
            return false;
        }

        at += whole;
        if (at < _end && Unsafe.Add(ref _bytes, at) == '.')
        {
            int fraction = Digits(at + 1);
            if (fraction == 0)
            {
                return false;
            }

            at += 1 + fraction;
        }

        if (at < _end && (Unsafe.Add(ref _bytes, at) | 0x20) == 'e')
        {
            at++;
            at += at < _end && Unsafe.Add(ref _bytes, at) is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = Digits(at);
            if (exponent == 0)
            {
                return false;
            }

            at += exponent;
        }

        _at = at;
        return NumberText.TryParse(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _bytes, start), at - start), out value);
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
