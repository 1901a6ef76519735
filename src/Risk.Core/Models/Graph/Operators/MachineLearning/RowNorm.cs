namespace Risk.Models.Graph;

/// <summary>What a row is divided by.</summary>
internal enum RowNorm
{
    /// <summary>Its largest value.</summary>
    Maximum,

    /// <summary>The sum of magnitudes.</summary>
    L1,

    /// <summary>The root of the sum of squares.</summary>
    L2,
}
