using System.Text.RegularExpressions;

namespace Risk.Docs.Tests;

/// <summary>What documents show compiles, and what they link to is there.</summary>
public sealed partial class DocumentsTests
{
    /// <summary>Every document that users read.</summary>
    public static TheoryData<string> Documents => [.. DocumentFiles()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Code_compiles(string document)
    {
        if (document == "docs/onnx.md" && !DocumentCompiler.HasOnnxRuntime)
        {
            // Without ONNX Runtime on this machine Risk.Onnx is empty, and there is nothing its page could be compiled against.
            return;
        }

        Assert.Empty(CodeFence.In(document).SelectMany(DocumentCompiler.Errors));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Json_parses(string document)
    {
        var options = new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip };
        Assert.All(CodeFence.In(document, "json"), fence => System.Text.Json.JsonDocument.Parse(fence.Code, options).Dispose());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        string path = Path.Combine(TestProject.RepositoryRoot, document);
        IEnumerable<string> broken = Link().Matches(File.ReadAllText(path)).Select(static match => match.Groups[1].Value.Split('#')[0])
            .Where(static target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)));

        Assert.Empty(broken);
    }

    [Fact]
    public void Wrong_code_is_noticed_in_its_line()
    {
        string error = Assert.Single(DocumentCompiler.Errors(new CodeFence("docs/wrong.md", 7, "int one = 1;\nRiskDecision decision = one;")));

        Assert.StartsWith("docs/wrong.md(8,", error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    private static IEnumerable<string> DocumentFiles()
    {
        string root = TestProject.RepositoryRoot;
        IEnumerable<string> files =
        [
            .. Directory.EnumerateFiles(root, "*.md"),
            .. Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.EnumerateDirectories(Path.Combine(root, "src")).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.md")),
            .. Directory.EnumerateDirectories(Path.Combine(root, "samples")).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.md")),
        ];
        return files.Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }
}
