using System.Reflection;
using System.Xml.Linq;
using Xunit.Sdk;

namespace Risk.TestKit;

/// <summary>Checks that what users can name is documented.</summary>
public static class ReflectionDocs
{
    /// <summary>Whether the assembly was built with its documentation; a FastBuild is not.</summary>
    public static bool Exists(Assembly assembly) => File.Exists(FileOf(assembly));

    /// <summary>Asserts that each public type and member has a summary, or inherits one.</summary>
    public static void AssertComplete(Assembly assembly)
    {
        List<string> missing = Missing(assembly);
        if (missing.Count > 0)
        {
            throw new XunitException($"{missing.Count} members of {assembly.GetName().Name} have no <summary>:\n  {string.Join("\n  ", missing)}");
        }
    }

    /// <summary>The documentation ids of public types and members that have no summary, ordered.</summary>
    public static List<string> Missing(Assembly assembly)
    {
        HashSet<string> documented = [.. Documented(XDocument.Load(FileOf(assembly)))];
        var missing = new List<string>();
        foreach (Type type in PublicApi.VisibleTypes(assembly))
        {
            missing.Add(DocumentationId.Of(type));
            if (!typeof(Delegate).IsAssignableFrom(type))
            {
                missing.AddRange(PublicApi.VisibleMembers(type).Where(NeedsDocumentation).Select(DocumentationId.Of));
            }
        }

        missing.RemoveAll(documented.Contains);
        missing.Sort(StringComparer.Ordinal);
        return missing;
    }

    private static string FileOf(Assembly assembly) => Path.ChangeExtension(assembly.Location, ".xml");

    private static IEnumerable<string> Documented(XDocument document) =>
        from member in document.Descendants("member")
        where member.Element("inheritdoc") is not null || !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || HasReference(member)
        select (string)member.Attribute("name")!;

    private static bool HasReference(XElement member) => member.Element("summary")?.HasElements == true;

    // A record's primary constructor is documented by the record; a constructor without parameters may be the compiler's.
    private static bool NeedsDocumentation(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => constructor.GetParameters().Length > 0 && constructor.DeclaringType!.GetMethod("<Clone>$") is null
            && constructor.DeclaringType.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is null,
        PropertyInfo property => !IsPositional(property),
        FieldInfo field => !field.IsSpecialName,
        _ => true,
    };

    private static bool IsPositional(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        return type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
            && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));
    }
}
