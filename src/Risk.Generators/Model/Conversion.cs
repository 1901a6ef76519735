namespace Risk.Generators.Model;

/// <summary>How a property's value gets into a row.</summary>
internal enum Conversion
{
    /// <summary>Widened to double.</summary>
    Number,

    /// <summary>A decimal, rounded once.</summary>
    Decimal,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>DateTimeOffset, DateTime or DateOnly.</summary>
    Timestamp,

    /// <summary>A number of seconds since 1970.</summary>
    UnixSeconds,

    /// <summary>ISO 8601 text.</summary>
    TimestampText,

    /// <summary>A TimeSpan, in seconds.</summary>
    Duration,

    /// <summary>A TimeOnly, in seconds since midnight.</summary>
    TimeOfDay,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Memory of characters.</summary>
    Characters,

    /// <summary>A number or GUID, written as text.</summary>
    Formatted,

    /// <summary>An enum, by its members' names.</summary>
    EnumText,

    /// <summary>A nested object, flattened.</summary>
    Nested,
}
