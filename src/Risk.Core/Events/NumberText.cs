using System.Globalization;
using Risk.Internals;

namespace Risk.Events;

/// <summary>Numbers, booleans and Unix times as text, wherever an event's values arrive as text (JSON strings, CSV fields).</summary>
internal static class NumberText
{
    // The years 1 to 9999.
    private const double EarliestSecond = -62_135_596_800;
    private const double LastSecond = 253_402_300_800;
    private const ulong LargestExactMantissa = 1UL << 53;
    private const int MostPlainBytes = 18;

    /// <summary>Reads a number: decimal digits with sign, point and exponent, or NaN or Infinity. Beyond double is infinite.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParsePlain(text, out value) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a number from characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>1 for <c>true</c> and <c>1</c>, 0 for <c>false</c> and <c>0</c>, without case.</summary>
    public static bool TryParseTruth(ReadOnlySpan<byte> text, out double value)
    {
        value = 1;
        if (text.Length == 1)
        {
            value = text[0] - '0';
            return value is 0 or 1;
        }

        if (System.Text.Ascii.EqualsIgnoreCase(text, "true"u8))
        {
            return true;
        }

        value = 0;
        return System.Text.Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    /// <summary>The same from characters.</summary>
    public static bool TryParseTruth(ReadOnlySpan<char> text, out double value)
    {
        Span<byte> bytes = stackalloc byte[5];
        value = 0;
        return System.Text.Ascii.FromUtf16(text.Length > 5 ? [] : text, bytes, out int count) == System.Buffers.OperationStatus.Done
            && TryParseTruth(bytes[..count], out value);
    }

    /// <summary>Reads seconds since 1970 as a timestamp, which is NaN beyond the calendar.</summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out double microseconds)
    {
        bool isNumber = TryParse(text, out double seconds) && !double.IsNaN(seconds);
        microseconds = isNumber ? TimestampOfSeconds(seconds) : double.NaN;
        return isNumber;
    }

    /// <summary>The timestamp of seconds since 1970; NaN beyond the calendar.</summary>
    public static double TimestampOfSeconds(double seconds) =>
        seconds >= EarliestSecond && seconds < LastSecond ? Math.Round(seconds * UnixTime.MicrosecondsPerSecond) : double.NaN;

    // Digits and a point that make an integer up to 2^53 over a power of ten that double holds exactly, so that one division rounds once
    // (Clinger 1990). Anything else is left to the framework.
    private static bool TryParsePlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int start = text is [(byte)'-', ..] ? 1 : 0;
        int point = text.Length;
        if (text.Length > MostPlainBytes)
        {
            return false;
        }

        ulong mantissa = 0;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
            }
            else if (text[i] == '.' && point == text.Length)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (point == start || point == text.Length - 1 || mantissa > LargestExactMantissa)
        {
            return false;
        }

        value = mantissa / PowersOfTen.Exact[Math.Max(0, text.Length - point - 1)];
        value = start == 0 ? value : -value;
        return true;
    }
}
