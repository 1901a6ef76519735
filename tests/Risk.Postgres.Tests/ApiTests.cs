using System.Reflection;

namespace Risk.Postgres.Tests;

public class ApiTests
{
    private static readonly Assembly Package = Assembly.Load("Risk.Postgres");

    [Fact]
    public void The_public_surface_is_the_reviewed_one() => Snapshot.MatchFile(PublicApi.Dump(Package), "Api/Risk.Postgres.txt");

    [Fact]
    public void Every_public_member_is_documented()
    {
        if (ReflectionDocs.Exists(Package))
        {
            ReflectionDocs.AssertComplete(Package);
        }
    }
}
