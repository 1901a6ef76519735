using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Events;

/// <summary>
/// Timestamps as text: ISO 8601 dates, alone or with a time to the minute, second or fraction, with <c>Z</c>, an offset or nothing, which
/// means UTC. Fractions are cut to the microsecond.
/// </summary>
internal static class TimestampText
{
    private const long TicksBeforeEpoch = 621_355_968_000_000_000;
    private const long MaximumTicks = 3_155_378_975_999_999_999;
    private const int LongestText = 64;
    private const int DateLength = 10;
    private const int UsualLength = 19;

    /// <summary>Reads a timestamp from characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double microseconds)
    {
        Span<byte> bytes = stackalloc byte[LongestText];
        microseconds = double.NaN;
        if (text.Length > LongestText)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] >= 128)
            {
                return false;
            }

            bytes[i] = (byte)text[i];
        }

        return TryParse(bytes[..text.Length], out microseconds);
    }

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">The bytes, without white space around them.</param>
    /// <param name="microseconds">Microseconds since 1970; NaN when the text has the form of a timestamp and names none (February 30, year 0).</param>
    /// <returns>False when the text has not the form of a timestamp.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double microseconds)
    {
        microseconds = double.NaN;
        if (!TryUsualTime(text, out Fields fields) && !TryAnyTime(text, out fields))
        {
            return false;
        }

        long fraction = 0;
        int at = fields.End;
        if (at == UsualLength && at < text.Length && text[at] is (byte)'.' or (byte)',' && !TryFraction(text, ref at, out fraction))
        {
            return false;
        }

        int offsetMinutes = 0;
        if (at > DateLength && !IsUtc(text, at) && !TryOffset(text[at..], out offsetMinutes))
        {
            return false;
        }

        (int year, int month, int day, int hour, int minute, int second, _) = fields;

        // Hour 24 is midnight at the end of a day.
        bool exists = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && (hour < 24 || (hour == 24 && minute == 0 && second == 0 && fraction == 0)) && minute < 60 && second < 60;
        if (!exists)
        {
            return true;
        }

        long ticks = (DaysBefore(year, month, day) * TimeSpan.TicksPerDay)
            + (hour * TimeSpan.TicksPerHour) + ((minute - offsetMinutes) * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction;
        if (ticks is >= 0 and <= MaximumTicks)
        {
            microseconds = (ticks - TicksBeforeEpoch) / TimeSpan.TicksPerMicrosecond;
        }

        return true;
    }

    // yyyy-MM-ddTHH:mm:ss at the start: its first 16 bytes are compared with their pattern at once.
    private static bool TryUsualTime(ReadOnlySpan<byte> text, out Fields fields)
    {
        fields = default;
        if (text.Length < UsualLength || text[16] != ':' || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        uint tens = (uint)(text[17] - '0');
        uint ones = (uint)(text[18] - '0');
        Vector128<byte> values = Vector128.Create(text[..16]) - Vector128.Create("0000-00-00T00:00"u8);
        Vector128<byte> limits = Vector128.Create((byte)9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9);
        if (tens > 9 || ones > 9 || Vector128.GreaterThanAny(values, limits))
        {
            return false;
        }

        ulong low = values.AsUInt64().ToScalar();
        ulong high = values.AsUInt64().GetElement(1);
        fields = new Fields(
            (Two(low, 0) * 100) + Two(low, 16),
            Two(low, 40),
            Two(high, 0),
            Two(high, 24),
            Two(high, 48),
            (int)((tens * 10) + ones),
            UsualLength);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ulong digits, int shift) => (int)((((digits >> shift) & 0xF) * 10) + ((digits >> (shift + 8)) & 0xF));

    // A date, or a date and time to the minute or second with T, t or a space between them.
    private static bool TryAnyTime(ReadOnlySpan<byte> text, out Fields fields)
    {
        fields = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-'
            || !TryDigits(text, 0, 4, out int year) || !TryDigits(text, 5, 2, out int month) || !TryDigits(text, 8, 2, out int day))
        {
            return false;
        }

        if (text.Length == DateLength)
        {
            fields = new Fields(year, month, day, 0, 0, 0, DateLength);
            return true;
        }

        if (text.Length < 16 || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':'
            || !TryDigits(text, 11, 2, out int hour) || !TryDigits(text, 14, 2, out int minute))
        {
            return false;
        }

        bool hasSecond = text.Length > 16 && text[16] == ':';
        int second = 0;
        if (hasSecond && !TryDigits(text, 17, 2, out second))
        {
            return false;
        }

        fields = new Fields(year, month, day, hour, minute, second, hasSecond ? UsualLength : 16);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDigits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        if (start + count > text.Length)
        {
            return false;
        }

        bool areDigits = true;
        for (int i = start; i < start + count; i++)
        {
            int digit = text[i] - '0';
            areDigits &= (uint)digit <= 9;
            value = (value * 10) + digit;
        }

        return areDigits;
    }

    // Ticks, of up to seven digits; further digits are read and dropped.
    private static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out long ticks)
    {
        ticks = 0;
        int start = ++at;
        long unit = TimeSpan.TicksPerSecond;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            unit /= 10;
            ticks += (text[at] - '0') * unit;
            at++;
        }

        return at > start;
    }

    // Z or +00:00, which nearly all events have.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsUtc(ReadOnlySpan<byte> text, int at) =>
        text.Length == at + 1 ? text[at] == 'Z' : text.Length == at + 6 && text[at..].SequenceEqual("+00:00"u8);

    // Nothing, Z, +HH, +HHMM or +HH:MM.
    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.IsEmpty || (text.Length == 1 && (text[0] | 0x20) == 'z'))
        {
            return true;
        }

        int minutesAt = text.Length == 6 && text[3] == ':' ? 4 : 3;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || text.Length - minutesAt is not (0 or 2)
            || !TryDigits(text, 1, 2, out int hours))
        {
            return false;
        }

        if (text.Length > 3 && (!TryDigits(text, minutesAt, 2, out minutes) || minutes >= 60))
        {
            return false;
        }

        minutes += hours * 60;
        minutes = text[0] == '-' ? -minutes : minutes;
        return hours <= 23;
    }

    private static long DaysBefore(int year, int month, int day)
    {
        // Years start in March, so that the leap day is a year's last.
        int shifted = month > 2 ? year : year - 1;
        int era = shifted / 400;
        int yearOfEra = shifted - (era * 400);
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;

        // 306 days lie between the first of March of year 0 and the first of January of year 1.
        return (era * 146_097L) + dayOfEra - 306;
    }

    /// <summary>The parts of a time and the place behind them.</summary>
    private readonly record struct Fields(int Year, int Month, int Day, int Hour, int Minute, int Second, int End);
}
