namespace Risk.Models.Trees;

/// <summary>How leaf values are added up.</summary>
internal enum TreeArithmetic
{
    /// <summary>float32: start from the base margin, add leaves in file order (XGBoost).</summary>
    Single,

    /// <summary>float64: start from 0, add leaves in file order (LightGBM).</summary>
    Double,

    /// <summary>float32 leaves added in file order to 0, the base values last (ONNX Runtime).</summary>
    OnnxSingle,

    /// <summary>float64 leaves added in file order to 0, the base values last (ONNX with double tensors).</summary>
    OnnxDouble,
}
