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
    private const ulong False = 0x65736C6166000000;
    private const long One = 0x3FF0000000000000;
    private const ulong LeadingZeroMask = 0xF0FF;
    private const ulong LeadingZero = 0x3030;
    private const int MostMantissaDigits = 19;
    private const ulong LargestExactMantissa = 1UL << 53;

    private readonly int AfterTruth(int at, out bool truth)
    {
        double value = 0;
        int length = _isPlain || _end - at >= 8 ? Truth(ref Unsafe.Add(ref _bytes, at), out value) : 0;
        truth = value != 0;
        return length == 0 ? GaveUp : at + length;
    }

    /// <summary>The length of true, which is 1, or false, which is 0; 0 for anything else. Eight bytes are read; there is no branch, for nobody can guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Truth(ref byte start, out double value)
    {
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref start);
        int isTrue = Unsafe.BitCast<bool, byte>((uint)bytes == True);
        int isFalse = Unsafe.BitCast<bool, byte>((bytes << 24) == False);
        value = BitConverter.Int64BitsToDouble(-(long)isTrue & One);
        return (isTrue * 4) + (isFalse * 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int AfterShortNumber(int at, out double value)
    {
        value = 0;
        int length = _isPlain || _end - at > Vector128<byte>.Count ? ShortNumber(ref Unsafe.Add(ref _bytes, at), out value) : 0;
        return length == 0 ? GaveUp : at + length;
    }

    /// <summary>
    /// The length of a number of at most eight digits before the point and seven behind it, without exponent, or 0: the mantissa and the power of ten
    /// are exact, so one division rounds once.
    /// </summary>
    /// <remarks>Eighteen bytes are read.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ShortNumber(ref byte start, out double value)
    {
        // Signs are rare: a branch, so that nothing waits for the byte.
        if (start == '-')
        {
            int negative = ShortNegative(ref start, out double absolute);
            value = absolute;
            return negative;
        }

        value = 0;
        Vector128<byte> block = Vector128.LoadUnsafe(ref start);
        uint others = Vector128.AddSaturate(block - Vector128.Create((byte)'0'), Vector128.Create((byte)(127 - 9))).ExtractMostSignificantBits();
        int whole = BitOperations.TrailingZeroCount(others);
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref start);
        if ((uint)(whole - 1) > 7 || (bytes & LeadingZeroMask) == LeadingZero)
        {
            return 0;
        }

        int length = whole;
        if (Unsafe.Add(ref start, (nint)(uint)whole) == '.')
        {
            length = BitOperations.TrailingZeroCount(others & (others - 1));
            int fraction = length - whole - 1;
            if ((uint)(length - 1) > 7 || fraction == 0)
            {
                length = ShortDecimal(ref start, whole, length, out double other);
                value = other;
                return length;
            }

            // Without the point.
            ulong before = (1UL << (whole * 8)) - 1;
            ulong digits = (bytes & before) | ((bytes >> 8) & ~before);
            value = (long)EightDigits(digits << (72 - (length * 8))) / Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen.Exact), (nint)(uint)fraction);
        }
        else
        {
            value = (long)EightDigits(bytes << (64 - (whole * 8)));
        }

        return (Unsafe.Add(ref start, (nint)(uint)length) | 0x20) == 'e' ? 0 : length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ShortNegative(ref byte start, out double value)
    {
        start = ref Unsafe.Add(ref start, 1);
        int length = ShortNumber(ref start, out value);
        value = -value;
        return length == 0 ? 0 : length + 1;
    }

    // More than eight bytes: the parts before and behind the point by themselves.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ShortDecimal(ref byte start, int whole, int length, out double value)
    {
        value = 0;
        int fraction = length - whole - 1;
        if ((uint)(fraction - 1) > 6 || whole > 7 || (Unsafe.Add(ref start, length) | 0x20) == 'e')
        {
            return 0;
        }

        ulong digits = EightDigits(Unsafe.ReadUnaligned<ulong>(ref start) << (64 - (whole * 8)));
        ulong places = EightDigits(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, whole + 1)) << (64 - (fraction * 8)));
        double scale = PowersOfTen.Exact[fraction];
        value = (((long)digits * scale) + (long)places) / scale;
        return length;
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
