using System.Globalization;

namespace Risk;

/// <summary>
/// One problem found while a file (rules, pipeline, model, bundle, schema) was loaded: where it is, what is
/// wrong in plain words, and the likely fix.
/// </summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">A stable code documented in docs/diagnostics.md, such as <c>RR012</c>.</param>
/// <param name="Message">What is wrong, in plain words.</param>
public sealed record RiskDiagnostic(DiagnosticSeverity Severity, string Code, string Message)
{
    /// <summary>The file, or null when the source had no name.</summary>
    public string? File { get; init; }

    /// <summary>The line, from 1; 0 when the problem has no line (binary files).</summary>
    public int Line { get; init; }

    /// <summary>The column, from 1, in UTF-16 units; 0 when there is none.</summary>
    public int Column { get; init; }

    /// <summary>The column after the last one of the marked text; 0 when there is none.</summary>
    public int EndColumn { get; init; }

    /// <summary>Where in a structured file, such as <c>features[3].edges</c> or <c>learner.gradient_booster</c>; null when lines say it.</summary>
    public string? Path { get; init; }

    /// <summary>What to write instead, or what to do; null when nothing is likely.</summary>
    public string? Suggestion { get; init; }

    /// <summary>An error.</summary>
    public static RiskDiagnostic Error(string code, string message) => new(DiagnosticSeverity.Error, code, message);

    /// <summary>A warning.</summary>
    public static RiskDiagnostic Warning(string code, string message) => new(DiagnosticSeverity.Warning, code, message);

    /// <summary><c>file(line,column): error CODE: message</c>, then the suggestion on a line of its own.</summary>
    public override string ToString()
    {
        string place = Line > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Math.Max(Column, 1)}): ")
            : File is null ? "" : $"{File}: ";
        string severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        string at = Path is null ? "" : $" (at {Path})";
        string fix = Suggestion is null ? "" : $"\n    {Suggestion}";
        return $"{place}{severity} {Code}: {Message}{at}{fix}";
    }
}
