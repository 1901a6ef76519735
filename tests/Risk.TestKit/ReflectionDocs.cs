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

    /// <summary>
    /// The documentation ids of hot members: public methods that are called with the caller's memory, an event or a row. What makes something at load time
    /// (constructors, what returns its own type or fills one, lists of arguments) is none.
    /// </summary>
    public static List<string> HotMembers(Assembly assembly) =>
        [.. PublicApi.VisibleTypes(assembly).Where(static type => !typeof(Delegate).IsAssignableFrom(type)).SelectMany(PublicApi.VisibleMembers).OfType<MethodInfo>().Where(IsHot).Select(DocumentationId.Of).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Asserts that each hot member says <c>Allocations:</c> and <c>Thread safety:</c> in its own documentation or that of its type, or inherits what says it, and
    /// that there are about as many as somebody knows of, so that a change of what counts as hot is noticed.
    /// </summary>
    /// <param name="assembly">The assembly, with its documentation beside it.</param>
    /// <param name="atLeast">The least number of hot members.</param>
    public static void AssertHotMembersStateTheirCost(Assembly assembly, int atLeast)
    {
        List<string> hot = HotMembers(assembly);
        Dictionary<string, XElement> documents = XDocument.Load(FileOf(assembly)).Descendants("member").ToDictionary(static member => (string)member.Attribute("name")!);
        List<string> silent = [.. hot.Where(id => !States(documents, id, "Allocations:") || !States(documents, id, "Thread safety:"))];
        if (silent.Count > 0)
        {
            throw new XunitException($"{silent.Count} of {hot.Count} hot members of {assembly.GetName().Name} do not say \"Allocations:\" and \"Thread safety:\":\n  {string.Join("\n  ", silent)}");
        }

        if (hot.Count < atLeast)
        {
            throw new XunitException($"{assembly.GetName().Name} has {hot.Count} hot members, and had {atLeast}.");
        }
    }

    private static bool IsHot(MethodInfo method) =>
        !method.IsSpecialName
        && method.GetBaseDefinition().DeclaringType != typeof(object)
        && method.ReturnType != method.DeclaringType
        && !(method.IsStatic && Array.Exists(method.GetParameters(), parameter => parameter.IsOut && parameter.ParameterType.GetElementType() == method.DeclaringType))
        && Array.Exists(method.GetParameters(), static parameter => IsHot(parameter) && !IsArgumentList(parameter));

    private static bool IsHot(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return (type.IsByRef && !parameter.IsOut)
            || type.Name is "Span`1" or "ReadOnlySpan`1"
            || type.Name == "AttributeRow";
    }

    private static bool IsArgumentList(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) || parameter.IsDefined(typeof(System.Runtime.CompilerServices.ParamCollectionAttribute), inherit: false);

    private static bool States(Dictionary<string, XElement> documents, string id, string word)
    {
        string type = "T:" + id[2..(id.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? end : id.Length)];
        type = type[..type.LastIndexOf('.')];
        return Says(id) || Says(type);

        bool Says(string name) => documents.TryGetValue(name, out XElement? member)
            && (member.Value.Contains(word, StringComparison.OrdinalIgnoreCase) || (name == id && member.Element("inheritdoc") is not null));
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
