namespace Risk.Features.Definitions;

/// <summary>The type of a transform's parameter.</summary>
internal enum ParameterKind
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Finite numbers in any order.</summary>
    Numbers,

    /// <summary>Finite numbers, each greater than the one before.</summary>
    Ascending,

    /// <summary>Finite numbers, none less than the one before.</summary>
    NonDescending,

    /// <summary>Distinct categories.</summary>
    Categories,
}
