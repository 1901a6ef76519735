namespace Risk.Models.Graph;

/// <summary>Why an operator can't be built.</summary>
internal enum GraphProblem
{
    /// <summary>Shapes or types don't fit.</summary>
    Shape,

    /// <summary>Values of different rows would be combined.</summary>
    MixesRows,

    /// <summary>An attribute has a value that can't be.</summary>
    Attribute,

    /// <summary>Something that isn't reproduced.</summary>
    Unsupported,

    /// <summary>A value would be too large.</summary>
    TooLarge,
}
