namespace Risk.Rules.Planning;

/// <summary>What a literal reads of a row.</summary>
internal enum SourceKind
{
    /// <summary>A number or timestamp.</summary>
    Number,

    /// <summary>The code of a text.</summary>
    Code,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>How two numbers compare.</summary>
    NumberPair,

    /// <summary>Whether two texts are equal.</summary>
    TextPair,
}
