namespace Risk.Onnx;

/// <summary>Which of the two readers takes an ONNX file.</summary>
public enum OnnxPreference
{
    /// <summary>The native reader where it can, which is faster and gives the same bits on every machine; ONNX Runtime for everything else.</summary>
    NativeFirst,

    /// <summary>The native reader alone: files that it can't take are refused.</summary>
    NativeOnly,

    /// <summary>ONNX Runtime for every file.</summary>
    RuntimeOnly,
}
