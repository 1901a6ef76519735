namespace Risk.Models.Trees;

/// <summary>What a numerical node takes as missing, and where that goes.</summary>
internal enum MissingRoute : byte
{
    /// <summary>NaN goes right, which is what the comparison itself does.</summary>
    Right,

    /// <summary>NaN goes left.</summary>
    Left,

    /// <summary>NaN goes where 0 goes.</summary>
    AsZero,

    /// <summary>NaN and zero (to 1e-35) go right.</summary>
    ZeroRight,

    /// <summary>NaN and zero (to 1e-35) go left.</summary>
    ZeroLeft,
}
