using System.Reflection;
using System.Text.RegularExpressions;
using Risk.Rules.Analysis;
using Risk.Rules.Diagnostics;

namespace Risk.Core.Tests.Rules.Diagnostics;

public sealed partial class RuleDiagnosticCodesTests
{
    [Fact]
    public void Every_code_has_a_section_and_every_section_a_code()
    {
        string page = File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "diagnostics", "rules.md"));
        string[] sections = [.. Section().Matches(page).Select(match => match.Groups[1].Value)];

        Assert.Equal(Codes(), sections);
    }

    [Fact]
    public void Every_code_of_the_parser_and_the_binder_is_used()
    {
        string folder = Path.Combine(TestProject.RepositoryRoot, "src", "Risk.Core", "Rules");
        string source = string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(
            typeof(RuleDiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static),
            field => Assert.Contains($"{nameof(RuleDiagnosticCodes)}.{field.Name}", source, StringComparison.Ordinal));
    }

    private static string[] Codes() =>
    [
        .. new[] { typeof(RuleDiagnosticCodes), typeof(RuleAnalyzer) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral && field.GetRawConstantValue() is string code && code.StartsWith("RR", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^## (RR\d{3})\r?$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
