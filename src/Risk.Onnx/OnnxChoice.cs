namespace Risk.Onnx;

/// <summary>Which reader took an ONNX file, and why.</summary>
/// <param name="File">The file; null without a name.</param>
/// <param name="IsNative">True for the reader of Risk.Core, false for ONNX Runtime.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Refusals">What the native reader could not take; empty when it took the file or was not asked.</param>
public sealed record OnnxChoice(string? File, bool IsNative, string Reason, IReadOnlyList<RiskDiagnostic> Refusals)
{
    /// <summary><c>model.onnx: ONNX Runtime, because …</c>.</summary>
    public override string ToString() => $"{File ?? "ONNX model"}: {(IsNative ? "native reader" : "ONNX Runtime")}, because {Reason}";
}
