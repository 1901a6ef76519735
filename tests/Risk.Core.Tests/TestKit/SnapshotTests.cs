using Xunit.Sdk;

namespace Risk.Core.Tests.TestKit;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("snapshot").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Matches_the_file_beside_the_test() => Snapshot.Match("first line\nsecond line\n");

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void Parameters_tell_the_cases_of_a_theory_apart(string number) => Snapshot.Match($"case {number}", number);

    [Fact]
    public void Matches_a_file_of_the_project() => Snapshot.MatchFile("kept in a folder", "TestKit/Snapshot.txt");

    [Fact]
    public void A_difference_writes_what_was_received_and_shows_the_lines()
    {
        if (Environment.GetEnvironmentVariable(Snapshot.AcceptVariable) == "1")
        {
            return;
        }

        string verified = Path.Combine(_directory, "a.verified.txt");
        string received = Path.Combine(_directory, "a.received.txt");
        File.WriteAllText(verified, "1\n2\n3\n4\n5\n6\n7\n");

        XunitException error = Assert.Throws<XunitException>(() => Snapshot.Compare("1\n2\n3\n4\n5\nsix\n7", verified, received));

        Assert.Contains("-    6  6\n+    6  six\n     7  7", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   3  3", error.Message, StringComparison.Ordinal);
        Assert.Equal("1\n2\n3\n4\n5\nsix\n7\n", File.ReadAllText(received));
    }

    [Fact]
    public void A_match_removes_what_was_received_before()
    {
        string verified = Path.Combine(_directory, "a.verified.txt");
        string received = Path.Combine(_directory, "a.received.txt");
        File.WriteAllText(verified, "text\r\n");
        File.WriteAllText(received, "old");

        Snapshot.Compare("text", verified, received);

        Assert.False(File.Exists(received));
    }

    [Fact]
    public void A_new_snapshot_says_so()
    {
        if (Environment.GetEnvironmentVariable(Snapshot.AcceptVariable) == "1")
        {
            return;
        }

        string verified = Path.Combine(_directory, "sub", "a.verified.txt");
        XunitException error = Assert.Throws<XunitException>(
            () => Snapshot.Compare("text", verified, Path.Combine(_directory, "sub", "a.received.txt")));
        Assert.Contains("The snapshot is new", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_are_found_by_a_mapped_path() =>
        Assert.True(File.Exists(TestProject.Locate("/_/tests/Risk.Core.Tests/TestKit/SnapshotTests.cs")));
}
