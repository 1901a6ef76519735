using System.Reflection;
using System.Text;

namespace Risk.TestKit;

/// <summary>The ids by which the compiler's documentation file names types and members.</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + TypeName(type),
        FieldInfo field => $"F:{TypeName(field.DeclaringType!)}.{field.Name}",
        EventInfo @event => $"E:{TypeName(@event.DeclaringType!)}.{@event.Name}",
        PropertyInfo property => $"P:{TypeName(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{TypeName(constructor.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => Method(method),
        _ => throw new ArgumentException($"{member} has no documentation id.", nameof(member)),
    };

    private static string Method(MethodInfo method)
    {
        string arity = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";
        string result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Reference(method.ReturnType) : "";
        return $"M:{TypeName(method.DeclaringType!)}.{method.Name}{arity}{Parameters(method.GetParameters())}{result}";
    }

    private static string TypeName(Type type) => type.FullName!.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(parameter => Reference(parameter.ParameterType)))})";

    private static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsPointer)
        {
            return Reference(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            int rank = type.GetArrayRank();
            return Reference(type.GetElementType()!) + (rank == 1 ? "[]" : $"[{string.Join(",", Enumerable.Repeat("0:", rank))}]");
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType ? Generic(type) : TypeName(type);
    }

    private static string Generic(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        string[] parts = (type.Namespace + "." + NestedName(type)).Split('.');
        var text = new StringBuilder();
        int used = 0;
        foreach (string part in parts)
        {
            int tick = part.IndexOf('`', StringComparison.Ordinal);
            text.Append(text.Length > 0 ? "." : "").Append(tick < 0 ? part : part[..tick]);
            if (tick >= 0)
            {
                int count = int.Parse(part.AsSpan(tick + 1), provider: null);
                text.Append('{').AppendJoin(",", arguments[used..(used + count)].Select(Reference)).Append('}');
                used += count;
            }
        }

        return text.ToString();
    }

    private static string NestedName(Type type) => type.DeclaringType is null ? type.Name : NestedName(type.DeclaringType) + "." + type.Name;
}
