using Risk.Features.Json;

namespace Risk.Features.Definitions;

/// <summary>Collects everything that is wrong with a pipeline, with places where the source has them.</summary>
internal sealed class PipelineProblems(string? file, SourceText? source)
{
    private readonly List<(int Start, RiskDiagnostic Diagnostic)> _diagnostics = [];

    public bool Any => _diagnostics.Count > 0;

    public void Add(string code, string message, SourceRange? range, string? path, string? suggestion = null)
    {
        RiskDiagnostic diagnostic = RiskDiagnostic.Error(code, message) with { File = file, Path = path, Suggestion = suggestion };
        if (range is { } place && source is not null)
        {
            (int line, int column) = source.Locate(place.Start);
            (int endLine, int endColumn) = source.Locate(place.End);
            diagnostic = diagnostic with { Line = line, Column = column, EndColumn = endLine == line ? endColumn : 0 };
        }

        _diagnostics.Add((range?.Start ?? 0, diagnostic));
    }

    /// <exception cref="RiskFormatException">Something was reported.</exception>
    public void ThrowIfAny()
    {
        if (_diagnostics.Count > 0)
        {
            throw new RiskFormatException([.. _diagnostics.OrderBy(d => d.Start).Select(d => d.Diagnostic)]);
        }
    }
}
