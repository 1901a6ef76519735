using Risk.Rules.Syntax;

namespace Risk.Rules.Diagnostics;

/// <summary>Words suggestions.</summary>
internal static class Fix
{
    private const int LongestShown = 100;

    /// <summary>
    /// "write" and the code, in quotes unless they could be taken for a part of it: code that holds a text, or is a number.
    /// </summary>
    public static string Write(string code) =>
        code.Length > 0 && (code.Contains('\'', StringComparison.Ordinal) || char.IsAsciiDigit(code[0]) || (code[0] is '+' or '-' && code.Length > 1))
            ? $"write {code}"
            : $"write '{code}'";

    /// <summary>An expression's canonical source, or three dots when that is long.</summary>
    public static string Show(ExpressionSyntax expression)
    {
        if (expression.Span.Length > LongestShown)
        {
            return "…";
        }

        string text = expression.ToString();
        return text.Length > LongestShown * 2 ? "…" : text;
    }
}
