namespace Risk.Events.Json;

/// <summary>What the values of an attribute usually look like in JSON.</summary>
internal enum JsonForm : byte
{
    /// <summary>No attribute's value.</summary>
    Other,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A date and time in quotes.</summary>
    Timestamp,
}
