namespace Risk.Rules.Functions;

/// <summary><c>weekday(time[, 'zone'])</c>: the day of the week as in ISO 8601, Monday 1 to Sunday 7, in UTC or in a time zone.</summary>
internal sealed class WeekdayFunction : LocalTimeFunction
{
    /// <inheritdoc/>
    public override string Name => "weekday";

    /// <inheritdoc/>
    public override string Summary => "The day of the week as in ISO 8601, Monday 1 to Sunday 7, in UTC or in a time zone.";

    /// <inheritdoc/>
    protected override double Evaluate(double microseconds, TimeZoneInfo? zone) => LocalTime.Weekday(microseconds, zone);
}
