namespace Risk.Rules.Functions;

/// <summary><c>hour(time[, 'zone'])</c>: the hour of the day, 0 to 23, in UTC or in a time zone.</summary>
internal sealed class HourFunction : LocalTimeFunction
{
    /// <inheritdoc/>
    public override string Name => "hour";

    /// <inheritdoc/>
    public override string Summary => "The hour of the day, 0 to 23, in UTC or in a time zone.";

    /// <inheritdoc/>
    protected override double Evaluate(double microseconds, TimeZoneInfo? zone) => LocalTime.Hour(microseconds, zone);
}
