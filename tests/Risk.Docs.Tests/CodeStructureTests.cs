using System.Text.RegularExpressions;

namespace Risk.Docs.Tests;

/// <summary>The map of the code is true, and the code keeps to the sizes that make a map useful.</summary>
public sealed partial class CodeStructureTests
{
    private const int MostLines = 600;
    private const int MostFiles = 45;

    private static readonly string Root = TestProject.RepositoryRoot;

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "code-structure.md"));

    [Fact]
    public void Every_path_on_the_page_exists()
    {
        string[] places = [Root, Path.Combine(Root, "src"), Path.Combine(Root, "src", "Risk.Core")];
        string[] paths = [.. PathInText().Matches(Page).Select(static match => match.Groups[1].Value).Where(static path => !path.Contains('*', StringComparison.Ordinal))];

        Assert.NotEmpty(paths);
        string[] lost = [.. paths.Where(path => !places.Any(place => Path.Exists(Path.Combine(place, path))))];
        Assert.Empty(lost);
    }

    [Fact]
    public void Every_project_and_room_is_on_the_page()
    {
        IEnumerable<string> rooms =
        [
            .. Directory.EnumerateDirectories(Path.Combine(Root, "src")),
            .. Directory.EnumerateDirectories(Path.Combine(Root, "src", "Risk.Core")),
        ];

        string[] unknown = [.. rooms.Select(static folder => Path.GetFileName(folder)).Where(static name => name is not ("bin" or "obj") && !Page.Contains(name + "/", StringComparison.Ordinal))];
        Assert.Empty(unknown);
    }

    [Fact]
    public void No_file_is_too_long()
    {
        string[] tooLong = [.. Sources().Where(static file => File.ReadLines(file).Count() > MostLines)];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_folder_is_too_full()
    {
        string[] tooFull = [.. Sources().CountBy(static file => Path.GetDirectoryName(file)!).Where(static folder => folder.Value > MostFiles).Select(static folder => $"{folder.Key}: {folder.Value}")];
        Assert.Empty(tooFull);
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "benchmarks", "samples" }
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"`([\w.]+(?:/[\w.*]+)+|[\w.]+\.(?:sh|cs|md))`")]
    private static partial Regex PathInText();
}
