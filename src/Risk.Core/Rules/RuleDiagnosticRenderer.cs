using System.Globalization;
using System.Text;
using System.Text.Json;
using Risk.Rules.Diagnostics;
using Risk.Rules.Syntax;

namespace Risk.Rules;

/// <summary>Writes diagnostics of rules for people, with the source line and a caret under the place, and for programs as JSON.</summary>
public static class RuleDiagnosticRenderer
{
    private const int LongestExcerpt = 140;
    private const int BeforeMark = 60;

    /// <summary>
    /// Each problem as <c>file(line,column): error CODE: message</c>, the source line, a caret line under it that lines up under
    /// tabs and wide characters, and the suggestion.
    /// </summary>
    /// <param name="diagnostics">The problems.</param>
    /// <param name="source">The source they were found in.</param>
    public static string Render(IEnumerable<RiskDiagnostic> diagnostics, string source)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ArgumentNullException.ThrowIfNull(source);
        var text = new SourceText(source, null);
        var builder = new StringBuilder();
        foreach (RiskDiagnostic diagnostic in diagnostics)
        {
            Append(builder, diagnostic, text);
        }

        return builder.ToString();
    }

    /// <summary>All problems as one JSON array of objects with file, line, column, endColumn, severity, code, message and suggestion.</summary>
    public static string ToJson(IEnumerable<RiskDiagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (RiskDiagnostic diagnostic in diagnostics)
            {
                WriteJson(writer, diagnostic);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>One problem as a JSON object with file, line, column, endColumn, severity, code, message and suggestion.</summary>
    public static void WriteJson(Utf8JsonWriter writer, RiskDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostic);
        writer.WriteStartObject();
        writer.WriteString("file", diagnostic.File);
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteNumber("column", diagnostic.Column);
        writer.WriteNumber("endColumn", diagnostic.EndColumn);
        writer.WriteString("severity", SeverityOf(diagnostic));
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("suggestion", diagnostic.Suggestion);
        writer.WriteEndObject();
    }

    private static string SeverityOf(RiskDiagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static void Append(StringBuilder builder, RiskDiagnostic diagnostic, SourceText text)
    {
        builder.Append(diagnostic.File ?? "rules");
        if (diagnostic.Line > 0)
        {
            builder.Append(CultureInfo.InvariantCulture, $"({diagnostic.Line},{Math.Max(diagnostic.Column, 1)})");
        }

        builder.Append(CultureInfo.InvariantCulture, $": {SeverityOf(diagnostic)} {diagnostic.Code}: {Clean(diagnostic.Message)}\n");
        string margin = "     | ";
        if (diagnostic.Line > 0 && diagnostic.Line <= text.LineCount)
        {
            string number = diagnostic.Line.ToString(CultureInfo.InvariantCulture).PadLeft(4);
            margin = new string(' ', number.Length + 1) + "| ";
            AppendExcerpt(builder, diagnostic, text.Line(diagnostic.Line), $"{number} | ", margin);
        }

        if (diagnostic.Suggestion is { } suggestion)
        {
            builder.Append(margin).Append(Clean(suggestion)).Append('\n');
        }
    }

    private static void AppendExcerpt(StringBuilder builder, RiskDiagnostic diagnostic, ReadOnlySpan<char> line, string head, string margin)
    {
        int mark = Math.Clamp(diagnostic.Column - 1, 0, line.Length);
        int markEnd = Math.Clamp(diagnostic.EndColumn - 1, mark, line.Length);
        int start = line.Length <= LongestExcerpt ? 0 : Math.Clamp(mark - BeforeMark, 0, line.Length - LongestExcerpt);
        int end = Math.Min(line.Length, start + LongestExcerpt);
        start -= start > 0 && char.IsLowSurrogate(line[start]) ? 1 : 0;
        string before = start > 0 ? "…" : "";
        builder.Append(head).Append(before).Append(Clean(line[start..end])).Append(end < line.Length ? "…" : "").Append('\n');

        builder.Append(margin).Append(' ', before.Length);
        AppendPadding(builder, line[start..mark]);
        int width = DisplayWidth.Of(line[mark..Math.Min(markEnd, end)]);
        builder.Append('^', Math.Max(width, 1)).Append('\n');
    }

    /// <summary>As wide on a screen as the text it stands under; tabs stay tabs, so that both lines reach the same stops.</summary>
    private static void AppendPadding(StringBuilder builder, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf16(text, out Rune rune, out int length);
            if (rune.Value == '\t')
            {
                builder.Append('\t');
            }
            else
            {
                builder.Append(' ', DisplayWidth.Of(rune));
            }

            text = text[length..];
        }
    }

    /// <summary>The text without what would upset a terminal: control characters, changes of direction, halves of characters.</summary>
    private static string Clean(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            bool isWhole = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isWhole && (rune.Value == '\t' || DisplayWidth.IsPrintable(rune)))
            {
                builder.Append(text[..length]);
            }
            else
            {
                builder.Append('\uFFFD');
            }

            text = text[length..];
        }

        return builder.ToString();
    }
}
