using System.Text.RegularExpressions;
using Risk.Scoring.Bundles;

namespace Risk.Docs.Tests;

/// <summary>The files on the page about bundles are a bundle whose golden events hold.</summary>
public sealed partial class BundlesPageTests
{
    [Fact]
    public void The_files_on_the_page_are_a_bundle()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("risk-bundle");
        try
        {
            foreach (Match file in NamedFence().Matches(File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "bundles.md"))))
            {
                File.WriteAllText(Path.Combine(folder.FullName, file.Groups[1].Value), file.Groups[2].Value);
            }

            RiskBundle bundle = RiskBundle.Load(folder.FullName);

            Assert.Equal(5, folder.GetFiles().Length);
            Assert.Equal(("payments", "2026-03-01", 2), (bundle.Name, bundle.Version, bundle.Golden.Count));
            Assert.Empty(bundle.Verify());
            Assert.NotEmpty(Verify(folder.FullName, "0.3728522336868045", "0.3728522336868046"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<GoldenDifference> Verify(string folder, string probability, string other)
    {
        string golden = Path.Combine(folder, "golden.jsonl");
        File.WriteAllText(golden, File.ReadAllText(golden).Replace(probability, other, StringComparison.Ordinal));
        return RiskBundle.Load(folder).Verify();
    }

    [GeneratedRegex(@"^`([\w.]+)`[^\n]*:\n\n```\w*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NamedFence();
}
