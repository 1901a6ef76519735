using System.Text;
using System.Text.RegularExpressions;
using Risk.Rules;

namespace Risk.Core.Tests.Rules;

/// <summary>What manuals say of the rules language: every example compiles, and messages are given as they are printed.</summary>
public sealed partial class RulesManualTests
{
    private static readonly string Root = TestProject.RepositoryRoot;

    public static TheoryData<string, string> RulesOfTheDocs { get; } = Examples("rules");

    public static TheoryData<string, string> TestsOfTheDocs { get; } = Examples("jsonl");

    private static string? Language => new[] { Path.Combine(Root, "..", "shared", "RULES.md") }.FirstOrDefault(File.Exists);

    [Theory]
    [MemberData(nameof(RulesOfTheDocs))]
    public void Every_example_compiles_and_is_in_the_formatters_reach(string page, string source)
    {
        RuleSet rules = Compile(page, source);

        Assert.NotEmpty(rules.Rules);
        Assert.Equal(rules.Syntax, Compile(page, RuleFormatter.Format(source)).Syntax);
    }

    [Theory]
    [MemberData(nameof(TestsOfTheDocs))]
    public void Every_rule_test_passes_on_the_first_example_of_its_page(string page, string source)
    {
        string first = (string)RulesOfTheDocs.First(row => (string)row[0] == page)[1];

        RuleTestReport report = RuleTestFile.Parse(source).Run(Compile(page, first));

        Assert.True(report.Succeeded, report.ToString());
        Assert.NotEmpty(report.Results);
    }

    [Fact]
    public void Messages_are_given_as_they_are_printed()
    {
        foreach (string page in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        {
            AssertMessages(File.ReadAllText(page));
        }
    }

    [SkippableLanguageFact]
    public void The_languages_own_examples_compile()
    {
        string text = File.ReadAllText(Language!);
        string[] blocks = [.. Fence().Matches(text).Where(static match => match.Groups[1].Value.Trim().Length == 0).Select(static match => match.Groups[2].Value)];
        string[] files = [.. blocks.Where(static block => block.Contains(" if ", StringComparison.Ordinal) && !block.Contains(": error ", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEmpty(Compile("RULES.md", file).Rules));

        string prose = Fence().Replace(text, "");
        string[] conditions = [.. Inline().Matches(prose).Select(static match => match.Groups[1].Value).Select(AsRule).OfType<string>()];
        Assert.InRange(conditions.Length, 8, 100);
        Assert.All(conditions, rule => Assert.Single(Compile(rule, rule).Rules));
    }

    /// <summary>The rule an inline example stands for; null when it is a word, a form with letters for values, or meant to be wrong.</summary>
    private static string? AsRule(string code)
    {
        string whole = code.Replace("if …", "if true", StringComparison.Ordinal).Replace("unknown", "(1 / 0 = 1)", StringComparison.Ordinal);
        if (whole.Contains('…') || whole.Contains('[') || whole == "1 < x < 5")
        {
            return null;
        }

        bool isRule = whole.Contains(" if ", StringComparison.Ordinal);
        bool isCondition = whole is "not (1 / 0 = 1)" || whole.Contains(" and ", StringComparison.Ordinal) || whole.Contains(" or ", StringComparison.Ordinal)
            || (whole.Contains(':', StringComparison.Ordinal) && (whole.Contains('(', StringComparison.Ordinal) || whole.Contains(" <= ", StringComparison.Ordinal)))
            || whole == "19.99 = 19.99";
        return isRule ? whole : isCondition ? "Review if " + whole : null;
    }

    private static void AssertMessages(string text)
    {
        foreach (Match block in Fence().Matches(text))
        {
            Match message = Message().Match(block.Groups[2].Value);
            if (!message.Success)
            {
                continue;
            }

            int line = int.Parse(message.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            string source = new string('\n', line - 1) + message.Groups[2].Value;
            RuleSet.TryParse(source, null, new RuleSetOptions { FileName = "payments.rules" }, out _, out IReadOnlyList<RiskDiagnostic> diagnostics);
            Assert.Equal(block.Groups[2].Value.Trim(), RuleDiagnosticRenderer.Render(diagnostics.Where(static item => item.Severity == DiagnosticSeverity.Error), source).Trim());
        }
    }

    private static RuleSet Compile(string what, string source)
    {
        var options = new RuleSetOptions
        {
            FileName = what,
            Lists = new Dictionary<string, IReadOnlyList<string>> { ["staff_cards"] = ["c1"] },
            OpenFile = static _ => new MemoryStream(Encoding.UTF8.GetBytes("4242\n4343\n")),
        };
        return RuleSet.TryParse(source, null, options, out RuleSet? rules, out IReadOnlyList<RiskDiagnostic> diagnostics)
            ? rules
            : throw new InvalidOperationException(RuleDiagnosticRenderer.Render(diagnostics, source));
    }

    private static TheoryData<string, string> Examples(string language)
    {
        var data = new TheoryData<string, string>();
        foreach (string page in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md")).Order(StringComparer.Ordinal))
        {
            foreach (Match match in Fence().Matches(File.ReadAllText(page)))
            {
                string name = Path.GetRelativePath(Root, page);
                if (match.Groups[1].Value.Trim() == language && (language == "rules" || name.EndsWith("rules-language.md", StringComparison.Ordinal)))
                {
                    data.Add(name, match.Groups[2].Value);
                }
            }
        }

        return data;
    }

    [GeneratedRegex(@"^```(\w*)[^\S\n]*\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^payments\.rules\((\d+),\d+\): error .*\n *\d+ \| (.*)\n")]
    private static partial Regex Message();

    /// <summary>Skipped where the language's own page does not lie beside the repository.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SkippableLanguageFactAttribute : FactAttribute
    {
        public SkippableLanguageFactAttribute() => Skip = Language is null ? "The language's page is not beside the repository (looked for ../shared/RULES.md)" : null;
    }
}
