using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Risk.TestKit;

/// <summary>Writes the public surface of an assembly as text, in an order that does not depend on the compiler.</summary>
/// <remarks>What the compiler writes by itself, a record's equality for instance, is left out.</remarks>
public static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The public surface: a block per type, ordered by name, a line per member.</summary>
    public static string Dump(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in VisibleTypes(assembly))
        {
            text.Append(TypeSignature.Declaration(type)).Append('\n');
            foreach (string line in Members(type))
            {
                text.Append("    ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The types that users of the assembly can name, ordered by their full names.</summary>
    public static IEnumerable<Type> VisibleTypes(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return assembly.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal);
    }

    /// <summary>The members of a type that its users or heirs can name and that somebody wrote.</summary>
    public static IEnumerable<MemberInfo> VisibleMembers(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.GetMembers(Declared).Where(member => member is not Type && IsVisible(member));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        return type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(TypeSignature.EnumMember)
            : VisibleMembers(type).Select(TypeSignature.Member).OrderBy(line => line, StringComparer.Ordinal);
    }

    private static bool IsVisible(Type type) =>
        type.DeclaringType is { } outer
            ? IsVisible(outer) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
            : type.IsPublic;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsAccessible) && !IsGenerated(property),
        EventInfo @event => IsAccessible(@event.AddMethod!),
        MethodInfo method => IsAccessible(method) && !IsGenerated(method) && !IsAccessor(method),
        ConstructorInfo constructor => IsAccessible(constructor) && !IsGenerated(constructor) && !constructor.IsStatic,
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName && !IsGenerated(field),
        _ => false,
    };

    private static bool IsAccessible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
