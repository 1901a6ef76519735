using System.Reflection;
using Xunit;

namespace Risk.TestKit;

/// <summary>What holds of every package: its public surface is the reviewed one in <c>Api/</c>, documented, and says what hot members cost.</summary>
/// <param name="assembly">The name of its assembly.</param>
/// <param name="hotMembers">How many hot members it has at least; see <see cref="ReflectionDocs.HotMembers"/>.</param>
public abstract class PackageTests(string assembly, int hotMembers)
{
    private readonly Assembly _package = Assembly.Load(assembly);

    /// <summary>A change of the surface shows in the diff.</summary>
    [Fact]
    public void The_public_surface_is_the_reviewed_one()
    {
        string project = TestProject.DirectoryOf(GetType().Assembly);
        Snapshot.MatchFile(PublicApi.Dump(_package), Path.Combine(project, "Api", Path.GetFileName(project)[..^".Tests".Length] + ".txt"));
    }

    /// <summary>No public member without a summary, its own or inherited.</summary>
    [Fact]
    public void Every_public_member_is_documented()
    {
        if (ReflectionDocs.Exists(_package))
        {
            ReflectionDocs.AssertComplete(_package);
        }
    }

    /// <summary>Allocations and thread safety of what is called per event.</summary>
    [Fact]
    public void Hot_members_say_what_they_cost()
    {
        if (ReflectionDocs.Exists(_package))
        {
            ReflectionDocs.AssertHotMembersStateTheirCost(_package, hotMembers);
        }
    }
}
