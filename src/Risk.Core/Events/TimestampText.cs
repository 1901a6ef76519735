using System.Runtime.CompilerServices;

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
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text, 0, 4, out int year) || !TryDigits(text, 5, 2, out int month) || !TryDigits(text, 8, 2, out int day))
        {
            return false;
        }

        int hour = 0;
        int minute = 0;
        int second = 0;
        long fraction = 0;
        int offsetMinutes = 0;
        if (text.Length > 10)
        {
            if (text.Length < 16 || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':'
                || !TryDigits(text, 11, 2, out hour) || !TryDigits(text, 14, 2, out minute))
            {
                return false;
            }

            int at = 16;
            if (at < text.Length && text[at] == ':')
            {
                if (!TryDigits(text, 17, 2, out second))
                {
                    return false;
                }

                at = 19;
                if (at < text.Length && text[at] is (byte)'.' or (byte)',' && !TryFraction(text, ref at, out fraction))
                {
                    return false;
                }
            }

            if (!TryOffset(text[at..], out offsetMinutes))
            {
                return false;
            }
        }

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
}
