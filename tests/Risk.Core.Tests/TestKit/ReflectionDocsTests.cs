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
