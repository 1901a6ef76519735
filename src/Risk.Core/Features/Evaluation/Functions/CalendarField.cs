namespace Risk.Features.Evaluation;

/// <summary>A part of a date or time that repeats.</summary>
internal enum CalendarField
{
    /// <summary>The hour of the day, 0 to 23.</summary>
    Hour,

    /// <summary>The day of the week, 0 Monday to 6 Sunday.</summary>
    Weekday,

    /// <summary>The month, 1 to 12.</summary>
    Month,
}
