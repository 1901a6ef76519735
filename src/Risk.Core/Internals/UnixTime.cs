namespace Risk.Internals;

/// <summary>
/// Timestamps in rows: microseconds since 1970-01-01T00:00:00Z as a double, exact to the microsecond until the
/// year 2255 and to 32 microseconds until 9999.
/// </summary>
internal static class UnixTime
{
    public const double MicrosecondsPerSecond = 1_000_000;

    public static double Microseconds(DateTimeOffset value) =>
        (value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToDateTimeOffset(double microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * TimeSpan.TicksPerMicrosecond);
}
