using System.Reflection;

namespace Risk.Generators.Tests;

public class ApiTests
{
    [Fact]
    public void The_public_surface_is_the_reviewed_one() =>
        Snapshot.MatchFile(PublicApi.Dump(Assembly.Load("Risk.Generators")), "Api/Risk.Generators.txt");
}
