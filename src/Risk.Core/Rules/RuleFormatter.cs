using System.Diagnostics.CodeAnalysis;
using Risk.Rules.Diagnostics;
using Risk.Rules.Formatting;
using Risk.Rules.Syntax;

namespace Risk.Rules;

/// <summary>
/// Lays out a rules file: one spelling of keywords and operators, one space between words, one rule a line or with its
/// further lines indented. Comments, blank lines between rules and the author's own line breaks stay. What the rules mean
/// does not change, and formatting twice changes nothing.
/// </summary>
public static class RuleFormatter
{
    /// <summary>Formats rules.</summary>
    /// <param name="source">The text of a rules file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="RiskFormatException">The text has errors of spelling or grammar; names and types are not checked.</exception>
    public static string Format(string source, RuleSetOptions? options = null) =>
        TryFormat(source, options, out string? formatted, out IReadOnlyList<RiskDiagnostic> diagnostics) ? formatted : throw new RiskFormatException(diagnostics);

    /// <summary>Formats rules without throwing for what is wrong with them.</summary>
    /// <param name="source">The text of a rules file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="formatted">The formatted text with line feeds at line ends, or null when there are errors.</param>
    /// <param name="diagnostics">Errors of spelling and grammar.</param>
    /// <returns>True when there are no errors.</returns>
    public static bool TryFormat(string source, RuleSetOptions? options, [NotNullWhen(true)] out string? formatted, out IReadOnlyList<RiskDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= RuleSetOptions.Default;
        var text = new SourceText(source, options.FileName);
        var bag = new RuleDiagnosticBag(text, options.Limits.Diagnostics);
        RuleFileSyntax file = Parser.ParseFile(text, bag, options.Limits);
        diagnostics = bag.ToList();
        if (bag.HasErrors)
        {
            formatted = null;
            return false;
        }

        List<Token> tokens = Lexer.Lex(text, bag, out List<SourceSpan> comments);
        formatted = new TokenLayout(text, file, tokens, comments).Print();
        return true;
    }
}
