using System.Globalization;
using Risk.Rules.Syntax;

namespace Risk.Rules.Diagnostics;

/// <summary>Collects the problems of one source, places them, and stops at a limit with one summary.</summary>
internal sealed class RuleDiagnosticBag(SourceText source, int limit)
{
    private readonly List<(int Start, RiskDiagnostic Diagnostic)> _items = [];
    private readonly int _limit = Math.Max(limit, 1);
    private int _leftOut;

    public SourceText Source => source;

    public bool HasErrors { get; private set; }

    public int Count => _items.Count;

    /// <summary>True when further problems are only counted: a loop that finds many may stop describing them.</summary>
    public bool IsFull => _items.Count >= _limit;

    /// <summary>Whether something at a place is wrong already, so that a remark on it would only distract.</summary>
    public bool HasErrorAt(SourceSpan span) =>
        span.Start >= 0 && _items.Exists(item => item.Start == span.Start && item.Diagnostic.Severity == DiagnosticSeverity.Error);

    public void Error(string code, SourceSpan span, string message, string? suggestion = null)
    {
        HasErrors = true;
        Add(DiagnosticSeverity.Error, code, span, message, suggestion);
    }

    public void Warning(string code, SourceSpan span, string message, string? suggestion = null) =>
        Add(DiagnosticSeverity.Warning, code, span, message, suggestion);

    /// <summary>All problems in the order of their places, then how many were left out.</summary>
    public IReadOnlyList<RiskDiagnostic> ToList()
    {
        if (_items.Count == 0)
        {
            return [];
        }

        var sorted = new List<RiskDiagnostic>(_items.Count + 1);
        sorted.AddRange(_items.Select((item, index) => (item.Start, index, item.Diagnostic))
            .OrderBy(item => item.Start).ThenBy(item => item.index).Select(item => item.Diagnostic));
        if (_leftOut > 0)
        {
            sorted.Add(new RiskDiagnostic(
                HasErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                RuleDiagnosticCodes.MoreProblems,
                string.Create(CultureInfo.InvariantCulture, $"there are {_leftOut:N0} more problems like these"))
            {
                File = source.File,
                Suggestion = "mend the ones above first",
            });
        }

        return sorted;
    }

    private void Add(DiagnosticSeverity severity, string code, SourceSpan span, string message, string? suggestion)
    {
        if (IsFull)
        {
            _leftOut++;
            return;
        }

        var diagnostic = new RiskDiagnostic(severity, code, message) { File = source.File, Suggestion = suggestion };
        if (span.Start >= 0)
        {
            int start = Math.Min(span.Start, source.Length);
            (int line, int column) = source.PlaceOf(start);
            int lineLength = source.Line(line).Length;
            int end = Math.Clamp(column + Math.Max(span.Length, 1), column + 1, Math.Max(lineLength + 1, column + 1));
            diagnostic = diagnostic with { Line = line, Column = column, EndColumn = end };
        }

        _items.Add((span.Start, diagnostic));
    }
}
