namespace Risk.Rules.Functions;

/// <summary>The types a parameter accepts.</summary>
internal enum RuleParameterKind
{
    /// <summary>Anything that has a value.</summary>
    Any,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text, token or country.</summary>
    Text,

    /// <summary>A condition.</summary>
    Boolean,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>The type of the first argument; texts of all kinds agree.</summary>
    SameAsFirst,

    /// <summary>An attribute of the event, by name: windows only.</summary>
    Attribute,

    /// <summary>An attribute that holds numbers, by name: windows only.</summary>
    NumberAttribute,

    /// <summary>A length of time written in the source, such as <c>1h</c>.</summary>
    Duration,
}
