using System.Reflection;

namespace Risk.Extensions.Tests;

public class ApiTests
{
    private static readonly Assembly Package = Assembly.Load("Risk.Extensions");

    [Fact]
    public void The_public_surface_is_the_reviewed_one() => Snapshot.MatchFile(PublicApi.Dump(Package), "Api/Risk.Extensions.txt");

    [Fact]
    public void Every_public_member_is_documented()
    {
        if (ReflectionDocs.Exists(Package))
        {
            ReflectionDocs.AssertComplete(Package);
        }
    }
}
