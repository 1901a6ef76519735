using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const long MicrosecondsPerSecond = 1_000_000;
    private const int SecondsPerDay = 86_400;

    // From the first of March of year 0 to 1970.
    private const int DaysBeforeEpoch = 719_468;
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
        if (!TryUsualTime(text, out long seconds))
        {
            return TryParseAny(text, out microseconds);
        }

        if (IsUtc(text, UsualLength))
        {
            microseconds = seconds * MicrosecondsPerSecond;
            return true;
        }

        bool hasForm = TryRest(text, UsualLength, out long fraction, out int offsetMinutes);
        microseconds = hasForm ? Microseconds(seconds, fraction, offsetMinutes) : double.NaN;
        return hasForm;
    }

    // The law for TryUsualTime.
    private static bool TryParseAny(ReadOnlySpan<byte> text, out double microseconds)
    {
        microseconds = double.NaN;
        if (!TryAnyTime(text, out Fields fields) || !TryRest(text, fields.End, out long fraction, out int offsetMinutes))
        {
            return false;
        }

        (int year, int month, int day, int hour, int minute, int second, _) = fields;

        // Hour 24 is midnight at the end of a day.
        bool exists = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && (hour < 24 || (hour == 24 && minute == 0 && second == 0 && fraction == 0)) && minute < 60 && second < 60;
        if (exists)
        {
            microseconds = Microseconds(Seconds(year, month, day, (((hour * 60) + minute) * 60) + second), fraction, offsetMinutes);
        }

        return true;
    }

    // yyyy-MM-ddTHH:mm:ss at the start that exists, in seconds since 1970: all bytes are compared with their pattern, all pairs of digits computed
    // and compared with their bounds at once.
    private static bool TryUsualTime(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < UsualLength || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        ref byte start = ref MemoryMarshal.GetReference(text);
        Vector128<byte> front = Vector128.LoadUnsafe(ref start) - Vector128.Create("0000-00-00T00:00"u8);
        Vector128<byte> tens = Vector128.LoadUnsafe(ref start, 2) - Vector128.Create("00-00-00T00:00:0"u8);
        Vector128<byte> ones = Vector128.LoadUnsafe(ref start, 3) - Vector128.Create("0-00-00T00:00:00"u8);
        Vector128<byte> unlike = Vector128.GreaterThan(front, Vector128.Create((byte)9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9))
            | Vector128.GreaterThan(ones, Vector128.Create((byte)9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9));

        // Years of a century, months, days, hours, minutes and seconds in every third byte; a multiplication by ten is three additions.
        Vector128<byte> twice = tens + tens;
        Vector128<byte> pairs = ones + twice + ((twice + twice) + (twice + twice));
        Vector128<byte> beyond = Vector128.GreaterThan(
            pairs - Vector128.Create((byte)0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            Vector128.Create((byte)99, 255, 255, 11, 255, 255, 30, 255, 255, 23, 255, 255, 59, 255, 255, 59));
        if ((unlike | beyond) != Vector128<byte>.Zero)
        {
            return false;
        }

        ulong low = pairs.AsUInt64().ToScalar();
        ulong high = pairs.AsUInt64().GetElement(1);
        uint century = front.AsUInt16().ToScalar();
        int year = (int)(((century & 0xF) * 1000) + ((century >> 8) * 100) + (byte)low);
        int month = (byte)(low >> 24);
        int day = (byte)(low >> 48);
        if (year == 0 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        seconds = Seconds(year, month, day, ((((byte)(high >> 8) * 60) + (byte)(high >> 32)) * 60) + (int)(high >> 56));
        return true;
    }

    // What follows the second: a fraction and an offset.
    private static bool TryRest(ReadOnlySpan<byte> text, int at, out long fraction, out int offsetMinutes)
    {
        fraction = 0;
        offsetMinutes = 0;
        if (at == UsualLength && at < text.Length && text[at] is (byte)'.' or (byte)',' && !TryFraction(text, ref at, out fraction))
        {
            return false;
        }

        return at == DateLength || IsUtc(text, at) || TryOffset(text[at..], out offsetMinutes);
    }

    private static double Microseconds(long seconds, long fraction, int offsetMinutes)
    {
        long ticks = (seconds * TimeSpan.TicksPerSecond) + fraction - (offsetMinutes * TimeSpan.TicksPerMinute);
        return ticks is >= -TicksBeforeEpoch and <= MaximumTicks - TicksBeforeEpoch ? ticks / TimeSpan.TicksPerMicrosecond : double.NaN;
    }

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

    private static long Seconds(int year, int month, int day, int secondOfDay)
    {
        // Years start in March, so that the leap day is a year's last.
        uint shifted = (uint)(month > 2 ? year : year - 1);
        uint century = shifted / 100;
        uint dayOfYear = (((153 * (uint)(month > 2 ? month - 3 : month + 9)) + 2) / 5) + (uint)day - 1;
        uint days = (shifted * 365) + (shifted / 4) - century + (century / 4) + dayOfYear;
        return ((days - (long)DaysBeforeEpoch) * SecondsPerDay) + secondOfDay;
    }

    /// <summary>The parts of a time and the place behind them.</summary>
    private readonly record struct Fields(int Year, int Month, int Day, int Hour, int Minute, int Second, int End);
}
