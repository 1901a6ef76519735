namespace Risk.Onnx.Internals;

/// <summary>The diagnostics of models that ONNX Runtime runs; docs/diagnostics/models.md has a section for each.</summary>
internal static class OnnxCodes
{
    public const string ExternalData = "RM043";
    public const string Refused = "RM080";
    public const string Input = "RM081";
    public const string Output = "RM082";
    public const string Pipeline = "RM083";
    public const string Provider = "RM084";
    public const string TrialRun = "RM085";
    public const string Option = "RM086";
}
