namespace Risk.Models.Trees;

/// <summary>The test of an inner node; a value that satisfies it goes left.</summary>
internal enum SplitKind : byte
{
    /// <summary>x &lt;= threshold (LightGBM, scikit-learn, ONNX BRANCH_LEQ).</summary>
    LessOrEqual,

    /// <summary>x &lt; threshold (XGBoost, ONNX BRANCH_LT).</summary>
    Less,

    /// <summary>x &gt;= threshold (ONNX BRANCH_GTE).</summary>
    GreaterOrEqual,

    /// <summary>x &gt; threshold (ONNX BRANCH_GT).</summary>
    Greater,

    /// <summary>x == threshold (ONNX BRANCH_EQ).</summary>
    Equal,

    /// <summary>x != threshold (ONNX BRANCH_NEQ); true for NaN.</summary>
    NotEqual,

    /// <summary>Truncated to an integer, the category is in the bit set (LightGBM: listed goes left).</summary>
    CategoryIn,

    /// <summary>The category is not in the bit set (XGBoost: listed goes right; everything else, unknown ones too, left).</summary>
    CategoryNotIn,

    /// <summary>The float equals one of the set's values (ONNX BRANCH_MEMBER with values that are small integers).</summary>
    Member,
}
