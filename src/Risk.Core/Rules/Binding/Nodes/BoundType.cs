namespace Risk.Rules.Binding;

/// <summary>The type of a bound expression.</summary>
internal enum BoundType
{
    /// <summary>A double; unknown is NaN.</summary>
    Number,

    /// <summary>Text that compares without case.</summary>
    Text,

    /// <summary>Text that compares exactly.</summary>
    Token,

    /// <summary>A country code.</summary>
    Country,

    /// <summary>True, false or unknown.</summary>
    Boolean,

    /// <summary>Unix microseconds; unknown is NaN.</summary>
    Timestamp,
}
