namespace Risk.Events;

/// <summary>The type of an attribute: how its value is stored in a row and how rules compare it.</summary>
public enum AttributeKind
{
    /// <summary>An IEEE double. Missing is NaN.</summary>
    Number,

    /// <summary>Text that compares without case (ordinal, simple case folding).</summary>
    Text,

    /// <summary>Text that compares exactly: fingerprints, identifiers, metadata.</summary>
    Token,

    /// <summary>An ISO 3166 alpha-2 code that compares without case.</summary>
    Country,

    /// <summary>True or false, stored as 1 and 0; missing is NaN.</summary>
    Boolean,

    /// <summary>A point in time, stored as microseconds since 1970-01-01T00:00:00Z; missing is NaN.</summary>
    Timestamp,
}
