using System.Reflection;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace Risk.Core.Tests.TestKit;

public class ReflectionDocsTests
{
    [Fact]
    public void A_documented_assembly_passes()
    {
        if (ReflectionDocs.Exists(typeof(Snapshot).Assembly))
        {
            ReflectionDocs.AssertComplete(typeof(Snapshot).Assembly);
        }
    }

    [Fact]
    public void An_assembly_without_documentation_is_told_by_its_missing_file() =>
        Assert.False(ReflectionDocs.Exists(typeof(ReflectionDocsTests).Assembly));

    [Fact]
    public void What_is_missing_is_named()
    {
        // xunit documents most of its assertions, and not all.
        Assembly assembly = typeof(Assert).Assembly;
        string file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
        {
            return;
        }

        List<string> missing = ReflectionDocs.Missing(assembly);
        Assert.DoesNotContain("T:Xunit.Assert", missing);
        Assert.NotEmpty(missing);
        Assert.Throws<XunitException>(() => ReflectionDocs.AssertComplete(assembly));
    }

    [Fact]
    public void Hot_members_are_those_that_get_memory_rows_or_events()
    {
        List<string> hot = ReflectionDocs.HotMembers(typeof(RiskScorer).Assembly);

        Assert.Contains("M:Risk.IRiskModel.Predict(System.ReadOnlySpan{System.Single},System.Span{System.Single})", hot);
        Assert.Contains("M:Risk.IRiskScorer`1.Score(`0@)", hot);
        Assert.Contains("M:Risk.Velocity.IWindowReader.ReadAndRecord(Risk.Events.AttributeRow)", hot);
        Assert.DoesNotContain(hot, static id => id.StartsWith("M:Risk.Rules.Building.", StringComparison.Ordinal));
        Assert.DoesNotContain(hot, static id => id.Contains(".Fit(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hot_member_without_its_cost_is_named()
    {
        // xunit's assertions over spans say nothing of the kind.
        Assembly assembly = typeof(Assert).Assembly;
        if (ReflectionDocs.Exists(assembly))
        {
            Assert.Contains("M:Xunit.Assert.Equal", Assert.Throws<XunitException>(() => ReflectionDocs.AssertHotMembersStateTheirCost(assembly, 1)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ids_are_those_of_the_compiler()
    {
        Assert.Equal("T:System.Collections.Generic.Dictionary`2.Enumerator", DocumentationId.Of(typeof(Dictionary<,>.Enumerator)));
        Assert.Equal(
            "M:System.Collections.Generic.Dictionary`2.TryGetValue(`0,`1@)",
            DocumentationId.Of(typeof(Dictionary<,>).GetMethod("TryGetValue")!));
        Assert.Equal("M:System.Double.Parse(System.String)", DocumentationId.Of(typeof(double).GetMethod("Parse", [typeof(string)])!));
        Assert.Equal("P:System.String.Chars(System.Int32)", DocumentationId.Of(typeof(string).GetProperty("Chars")!));
        Assert.Equal("M:System.Exception.#ctor(System.String)", DocumentationId.Of(typeof(Exception).GetConstructor([typeof(string)])!));
        Assert.Equal("F:System.String.Empty", DocumentationId.Of(typeof(string).GetField("Empty")!));
        Assert.Equal(
            "M:System.Runtime.InteropServices.CollectionsMarshal.AsSpan``1(System.Collections.Generic.List{``0})",
            DocumentationId.Of(typeof(CollectionsMarshal).GetMethod("AsSpan", 1, [typeof(List<>).MakeGenericType(Type.MakeGenericMethodParameter(0))])!));
    }
}
