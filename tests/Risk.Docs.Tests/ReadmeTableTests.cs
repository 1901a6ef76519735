using Risk.Benchmarks.Targets;

namespace Risk.Docs.Tests;

/// <summary>The README shows what was measured, not what somebody typed.</summary>
public sealed class ReadmeTableTests
{
    [Fact]
    public void Ratios_are_those_of_the_kept_results()
    {
        string root = TestProject.RepositoryRoot;
        string expected = ReadmeTable.Format(
            File.ReadAllLines(Path.Combine(root, "benchmarks/Risk.Benchmarks/Targets/readme.txt")),
            File.ReadAllText(Path.Combine(root, "benchmarks/results/amd-epyc-zen4/targets.json")));

        // When results were refreshed: ./build.sh bench --readme
        Assert.Equal(expected, ReadmeTable.In(File.ReadAllText(Path.Combine(root, "README.md"))));
    }

    [Fact]
    public void Another_result_is_another_table()
    {
        string table = ReadmeTable.Format(["# a comment", "trees | a tree | a twin"], """[{"path":"trees","nanoseconds":10,"peerNanoseconds":123}]""");

        Assert.Equal("| path | against | ratio |\n|---|---|--:|\n| a tree | a twin | 12 |\n", table);
        Assert.Equal(table, ReadmeTable.In(ReadmeTable.Replace(File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "README.md")), table)));
    }

    [Fact]
    public void A_path_without_a_result_is_named() =>
        Assert.Contains("'trees'", Assert.Throws<InvalidDataException>(() => ReadmeTable.Format(["trees | a tree | a twin"], "[]")).Message, StringComparison.Ordinal);
}
