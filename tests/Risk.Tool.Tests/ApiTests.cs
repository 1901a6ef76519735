using System.Reflection;

namespace Risk.Tool.Tests;

public class ApiTests
{
    [Fact]
    public void The_public_surface_is_the_reviewed_one() =>
        Snapshot.MatchFile(PublicApi.Dump(Assembly.Load("risk")), "Api/Risk.Tool.txt");
}
