namespace Risk.Onnx.Internals;

/// <summary>Collects the problems and warnings of one file.</summary>
internal sealed class Problems(string? file)
{
    private readonly List<RiskDiagnostic> _errors = [];
    private readonly List<RiskDiagnostic> _warnings = [];

    public IReadOnlyList<RiskDiagnostic> Warnings => _warnings;

    public bool Any => _errors.Count > 0;

    public void Error(string code, string path, string message, string? suggestion = null) =>
        _errors.Add(RiskDiagnostic.Error(code, message) with { File = file, Path = path, Suggestion = suggestion });

    public void Warning(string code, string path, string message, string? suggestion = null) =>
        _warnings.Add(RiskDiagnostic.Warning(code, message) with { File = file, Path = path, Suggestion = suggestion });

    /// <exception cref="RiskFormatException">There is a problem; all of them.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RiskFormatException(_errors);
        }
    }
}
