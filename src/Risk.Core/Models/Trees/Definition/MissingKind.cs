namespace Risk.Models.Trees;

/// <summary>What an inner node takes as missing, and so sends to its default side.</summary>
internal enum MissingKind : byte
{
    /// <summary>Nothing: NaN becomes 0 and is compared (LightGBM missing type none).</summary>
    NaNIsZero,

    /// <summary>|x| &lt;= 1e-35 and NaN (LightGBM missing type zero).</summary>
    ZeroOrNaN,

    /// <summary>NaN (XGBoost, LightGBM missing type NaN, ONNX with missing_value_tracks_true).</summary>
    NaN,

    /// <summary>Nothing: NaN is compared as IEEE says, so every test but <see cref="SplitKind.NotEqual"/> is false (ONNX).</summary>
    Compared,
}
