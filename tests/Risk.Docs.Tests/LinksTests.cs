using System.Globalization;
using System.Text.RegularExpressions;

namespace Risk.Docs.Tests;

/// <summary>Links between documents lead somewhere, and a decision is called by its number.</summary>
public sealed partial class LinksTests
{
    private static readonly string[] Folders = ["docs", "src", "benchmarks", "samples"];

    [Fact]
    public void Links_to_files_lead_to_files()
    {
        (string Document, string Text, string Target)[] links = [.. Links()];

        Assert.NotEmpty(links);
        string[] lost = [.. links.Where(static link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Document)!, link.Target))).Select(static link => $"{link.Document}: {link.Target}")];
        Assert.Empty(lost);
    }

    [Fact]
    public void A_decision_is_called_by_its_number()
    {
        string[] wrong = [.. from link in Links()
                             let decision = NumberOfDecision().Match(link.Target)
                             let called = Number().Match(link.Text)
                             where decision.Success && called.Success && Parse(decision.Groups[1]) != Parse(called)
                             select $"{link.Document}: [{link.Text}]({link.Target})"];
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Document, string Text, string Target)> Links() =>
        from document in Folders
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(TestProject.RepositoryRoot, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(TestProject.RepositoryRoot, "*.md"))
        from match in Link().Matches(File.ReadAllText(document))
        select (document, match.Groups[1].Value, match.Groups[2].Value);

    private static int Parse(Capture number) => int.Parse(number.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[([^\[\]]+)\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:^|/)(\d{4})-[^/]*$")]
    private static partial Regex NumberOfDecision();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
