using Risk.Internals;

namespace Risk.Rules.Functions;

/// <summary>Hours and weekdays of timestamps in a time zone.</summary>
internal static class LocalTime
{
    private const double MicrosecondsPerHour = 3_600_000_000;
    private const double MicrosecondsPerDay = 86_400_000_000;

    // The years 1 to 9999, less two days so that every zone's local time is one too.
    private const double Earliest = -62_135_596_800_000_000 + (2 * MicrosecondsPerDay);
    private const double Latest = 253_402_300_800_000_000 - (2 * MicrosecondsPerDay);

    /// <summary>What is wrong with a zone's name, in plain words, or null.</summary>
    public static string? CheckZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? null
            : $"'{name}' is not a time zone this machine knows; write a name such as 'Europe/Berlin' or 'UTC'";

    /// <summary>0 to 23; NaN when the time is missing or beyond the calendar.</summary>
    public static double Hour(double microseconds, TimeZoneInfo? zone)
    {
        double local = ToLocal(microseconds, zone);
        return Math.Floor((local - (Math.Floor(local / MicrosecondsPerDay) * MicrosecondsPerDay)) / MicrosecondsPerHour);
    }

    /// <summary>Monday 1 to Sunday 7; NaN when the time is missing or beyond the calendar.</summary>
    public static double Weekday(double microseconds, TimeZoneInfo? zone)
    {
        // 1970-01-01 was a Thursday: shifting by three days makes Monday the start of a week.
        double days = Math.Floor(ToLocal(microseconds, zone) / MicrosecondsPerDay) + 3;
        return days - (Math.Floor(days / 7) * 7) + 1;
    }

    private static double ToLocal(double microseconds, TimeZoneInfo? zone)
    {
        if (!(microseconds >= Earliest && microseconds <= Latest))
        {
            return double.NaN;
        }

        return zone is null
            ? microseconds
            : microseconds + (zone.GetUtcOffset(UnixTime.ToDateTimeOffset(microseconds).UtcDateTime).Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
