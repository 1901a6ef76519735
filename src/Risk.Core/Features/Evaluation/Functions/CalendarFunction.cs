using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>A calendar field of a timestamp, in integers: proleptic Gregorian, years 1 to 9999, any other time is invalid and missing.</summary>
internal sealed class CalendarFunction(int slot, CalendarField field, int offsetMinutes) : RowFunction
{
    private const long MicrosecondsPerHour = 3_600_000_000;
    private const long MicrosecondsPerDay = 24 * MicrosecondsPerHour;

    // Midnight of 0001-01-01 and the last microsecond of 9999, UTC.
    private const double Earliest = -62_135_596_800_000_000;
    private const double Latest = 253_402_300_799_999_999;

    private readonly int[] _operands = [slot];

    public override ReadOnlySpan<int> Operands => _operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags)
    {
        double microseconds = slots[_operands[0]];
        if (!(microseconds >= Earliest && microseconds <= Latest))
        {
            flags |= double.IsNaN(microseconds) ? DecisionFlags.None : DecisionFlags.InvalidValue;
            return double.NaN;
        }

        long time = (long)Math.Floor(microseconds) + (offsetMinutes * (MicrosecondsPerHour / 60));
        long day = FloorDivide(time, MicrosecondsPerDay);
        return field switch
        {
            CalendarField.Hour => (time - (day * MicrosecondsPerDay)) / MicrosecondsPerHour,
            CalendarField.Weekday => FloorModulo(day + 3, 7),
            _ => MonthOf(day),
        };
    }

    // Days are counted from 0000-03-01, so that a leap day ends its year: 400 years are 146,097 days, and month m of a
    // year from March on starts at day (153 m + 2) / 5.
    private static long MonthOf(long daysSince1970)
    {
        long day = daysSince1970 + 719_468;
        long dayOfEra = FloorModulo(day, 146_097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        return monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    }

    private static long FloorDivide(long value, long divisor) => (value - FloorModulo(value, divisor)) / divisor;

    private static long FloorModulo(long value, long divisor)
    {
        long rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }
}
