namespace Risk.Models.Formats.Onnx;

/// <summary>The diagnostics of ONNX files; docs/diagnostics/models.md has a section for each.</summary>
internal static class OnnxCodes
{
    public const string Damaged = "RM040";
    public const string Field = "RM041";
    public const string Tensor = "RM042";
    public const string ExternalData = "RM043";
    public const string Version = "RM044";
    public const string Operator = "RM045";
    public const string Attribute = "RM046";
    public const string Wiring = "RM047";
    public const string Shape = "RM048";
    public const string MixesRows = "RM049";
    public const string Input = "RM050";
    public const string Output = "RM051";
    public const string Tree = "RM052";
    public const string TooLarge = "RM053";
    public const string Quirk = "RM054";

    /// <summary>What to do when a graph needs something that isn't reproduced here.</summary>
    public const string UseRuntime = "score this model with the Risk.Onnx package, which runs ONNX Runtime.";
}
