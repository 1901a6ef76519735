namespace Risk.Models.Formats.XGBoost;

/// <summary>The kind of the next value of a structured file.</summary>
internal enum StructureKind
{
    /// <summary>Keys and values.</summary>
    Object,

    /// <summary>Values in order.</summary>
    Array,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, NaN and infinities included.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Nothing.</summary>
    Null,
}
