using System.Text.Json;
using Risk.Rules;

namespace Risk.Core.Tests.Rules.Diagnostics;

public sealed class RuleDiagnosticRendererTests
{
    [Fact]
    public void Writes_json_that_scripts_read()
    {
        const string source = "Block if :is_recurring: == true\nBlock if :card_country: = 'UK'";
        RuleSet.TryParse(source, MistakeTests.Schema, MistakeTests.Options, out _, out IReadOnlyList<RiskDiagnostic> diagnostics);

        string json = RuleDiagnosticRenderer.ToJson(diagnostics);

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement last = document.RootElement[document.RootElement.GetArrayLength() - 1];
        Assert.Equal("payments.rules", last.GetProperty("file").GetString());
        Assert.Equal(2, last.GetProperty("line").GetInt32());
        Assert.Equal(27, last.GetProperty("column").GetInt32());
        Assert.Equal(31, last.GetProperty("endColumn").GetInt32());
        Assert.Equal("error", last.GetProperty("severity").GetString());
        Assert.Equal("RR061", last.GetProperty("code").GetString());
        Assert.Equal("'UK' is not a country code of ISO 3166", last.GetProperty("message").GetString());
        Assert.Equal("write 'GB'", last.GetProperty("suggestion").GetString());
    }

    [Theory]
    [InlineData("a b", 2)]
    [InlineData("東京", 2)]
    [InlineData("\t\t", 2)]
    [InlineData("e\u0301x", 2)]
    [InlineData("👍👍", 4)]
    public void Caret_stands_under_the_place(string before, int skipped)
    {
        string source = $"'{before}' x";
        var diagnostic = RiskDiagnostic.Error("RR000", "here") with { Line = 1, Column = 1 + before.Length + 3, EndColumn = before.Length + 5 };

        string[] lines = RuleDiagnosticRenderer.Render([diagnostic], source).Split('\n');
        string caretLine = lines[2];

        Assert.EndsWith("^", caretLine, StringComparison.Ordinal);
        Assert.Equal(Width(lines[1]), Width(caretLine));
        Assert.True(before.Length >= skipped);

        static int Width(string line) => Risk.Rules.Diagnostics.DisplayWidth.Of(line.Replace("\t", "        ", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_upsets_a_terminal_is_written()
    {
        string source = "Block if :x\u001b[31m\u202e: = '\0'\ud800";
        RuleSet.TryParse(source, null, out _, out IReadOnlyList<RiskDiagnostic> diagnostics);

        string text = RuleDiagnosticRenderer.Render(diagnostics, source);

        Assert.NotEmpty(diagnostics);
        Assert.All(text, c => Assert.False((char.IsControl(c) && c != '\n') || c == '\u202e' || char.IsSurrogate(c)));
    }

    [Fact]
    public void A_diagnostic_without_a_place_has_no_excerpt() =>
        Assert.Equal("rules: error RR001: too long\n     | split it\n", RuleDiagnosticRenderer.Render([RiskDiagnostic.Error("RR001", "too long") with { Suggestion = "split it" }], "x"));
}
