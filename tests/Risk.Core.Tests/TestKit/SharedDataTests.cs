namespace Risk.Core.Tests.TestKit;

public class SharedDataTests
{
    [Fact]
    public void An_absent_data_set_skips_with_a_plain_reason()
    {
        string? skip = new SharedDataFactAttribute("there-is-no-such-data-set").Skip;
        Assert.StartsWith("The data set 'there-is-no-such-data-set' is not on this machine", skip, StringComparison.Ordinal);
    }

    [SharedDataTheory("german-credit")]
    [InlineData("manifest.json")]
    public void A_present_data_set_is_found(string file) => Assert.True(File.Exists(SharedData.Path("german-credit", file)));

    [Fact]
    public void The_repository_is_found() => Assert.True(File.Exists(Path.Combine(TestProject.RepositoryRoot, "Risk.Core.sln")));

    [Fact]
    public void The_project_is_found() =>
        Assert.True(File.Exists(Path.Combine(TestProject.DirectoryOf(typeof(SharedDataTests).Assembly), "Risk.Core.Tests.csproj")));
}
