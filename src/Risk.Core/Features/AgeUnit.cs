namespace Risk.Features;

/// <summary>The unit of the time between two timestamps.</summary>
public enum AgeUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes of 60 seconds.</summary>
    Minutes,

    /// <summary>Hours of 60 minutes.</summary>
    Hours,

    /// <summary>Days of 24 hours.</summary>
    Days,
}
