using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Risk.Internals;

namespace Risk.Events.Json;

/// <content>Numbers and booleans.</content>
internal ref partial struct JsonScanner
{
    private const uint True = 0x65757274;
    private const uint Fals = 0x736C6166;
    private const int MostMantissaDigits = 19;
    private const ulong LargestExactMantissa = 1UL << 53;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterTruth(int at, out bool truth)
    {
        truth = false;
        return _isPlain || _end - at >= 5 ? AfterTruthInside(at, out truth) : GaveUp;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterTruthInside(int at, out bool truth)
    {
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
        return _isPlain || _end - at > Vector128<byte>.Count ? AfterShortNumberInside(at, first, out value) : GaveUp;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterShortNumberInside(int at, byte first, out double value)
    {
        value = 0;
        bool isNegative = first == '-';
        at += isNegative ? 1 : 0;

        // The place behind the number comes from one mask of what is no digit and no point, so that the next field need not wait for the value.
        ref byte start = ref Unsafe.Add(ref _bytes, (nint)(uint)at);
        Vector128<byte> block = Vector128.LoadUnsafe(ref start);
        int length = BitOperations.TrailingZeroCount(Vector128.AddSaturate(block - Vector128.Create((byte)'.'), Vector128.Create((byte)(127 - ('9' - '.')))).ExtractMostSignificantBits());
        uint others = Vector128.AddSaturate(block - Vector128.Create((byte)'0'), Vector128.Create((byte)(127 - 9))).ExtractMostSignificantBits();
        int whole = BitOperations.TrailingZeroCount(others);
        if ((uint)(whole - 1) > 7 || (start == '0' && whole > 1))
        {
            return GaveUp;
        }

        double result = (long)EightDigits(Unsafe.ReadUnaligned<ulong>(ref start) << (64 - (whole * 8)));
        if (length != whole)
        {
            // The eight bytes from the first digit of the fraction on must lie within the block.
            int fraction = length - whole - 1;
            if ((uint)(fraction - 1) > 6 || whole > 7 || (others & ((1u << length) - 1)) != 1u << whole || Unsafe.Add(ref start, whole) != '.')
            {
                return GaveUp;
            }

            ulong places = EightDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, whole + 1)) << (64 - (fraction * 8)));
            double scale = Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen.Exact), fraction);
            result = ((result * scale) + (long)places) / scale;
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

    /// <summary>The place behind any number.</summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="value">
    /// Its value when digits and point make an integer below 2^53 over a power of ten that double holds exactly, so that one division rounds once
    /// (Clinger 1990); NaN when the framework has to convert the text.
    /// </param>
    private readonly int AfterNumber(int at, out double value)
    {
        value = double.NaN;
        bool isNegative = at < _end && Unsafe.Add(ref _bytes, at) == '-';
        at += isNegative ? 1 : 0;
        ulong mantissa = 0;
        int whole = Digits(at, ref mantissa);
        if (whole == 0 || (whole > 1 && Unsafe.Add(ref _bytes, at) == '0'))
        {
            return GaveUp;
        }

        at += whole;
        int places = 0;
        if (at < _end && Unsafe.Add(ref _bytes, at) == '.')
        {
            places = Digits(at + 1, ref mantissa);
            if (places == 0)
            {
                return GaveUp;
            }

            at += 1 + places;
        }

        if (at < _end && (Unsafe.Add(ref _bytes, at) | 0x20) == 'e')
        {
            at++;
            at += at < _end && Unsafe.Add(ref _bytes, at) is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = Digits(at, ref mantissa);
            return exponent == 0 ? GaveUp : at + exponent;
        }

        if (whole + places <= MostMantissaDigits && mantissa <= LargestExactMantissa)
        {
            value = mantissa / PowersOfTen.Exact[places];
            value = isNegative ? -value : value;
        }

        return at;
    }

    // The number of digits from here on; they are appended to the mantissa, which means nothing beyond nineteen.
    private readonly int Digits(int at, ref ulong mantissa)
    {
        int count = 0;
        uint digit;
        while (at + count < _end && (digit = Unsafe.Add(ref _bytes, at + count) - (uint)'0') <= 9)
        {
            mantissa = unchecked((mantissa * 10) + digit);
            count++;
        }

        return count;
    }
}
