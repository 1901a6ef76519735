using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Risk.TestKit;

/// <summary>Declarations in the manner of C#, from reflection.</summary>
internal static class TypeSignature
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Declaration(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type) && type.GetMethod("Invoke") is { } invoke)
        {
            return $"delegate {Name(invoke.ReturnType)} {QualifiedName(type)}({Parameters(invoke)}){Constraints(type.GetGenericArguments())}";
        }

        var text = new StringBuilder();
        text.Append(Attributes(type)).Append(Kind(type)).Append(' ').Append(QualifiedName(type));
        List<string> bases = [];
        if (type.IsEnum)
        {
            Type underlying = Enum.GetUnderlyingType(type);
            bases.AddRange(underlying == typeof(int) ? [] : [Name(underlying)]);
        }
        else
        {
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            {
                bases.Add(Name(parent));
            }

            bases.AddRange(type.GetInterfaces().Where(face => face.IsVisible).Select(Name).Order(StringComparer.Ordinal));
        }

        if (bases.Count > 0)
        {
            text.Append(" : ").AppendJoin(", ", bases);
        }

        return text.Append(Constraints(type.GetGenericArguments())).ToString();
    }

    public static string EnumMember(FieldInfo field) =>
        $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";

    public static string Member(MemberInfo member) => Attributes(member) + member switch
    {
        ConstructorInfo constructor => $"{Access(constructor)}{SimpleName(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method => Method(method),
        PropertyInfo property => Property(property),
        EventInfo @event => $"{Access(@event.AddMethod!)}{Modifiers(@event.AddMethod!)}event {Name(@event.EventHandlerType!)} {@event.Name}",
        FieldInfo field => Field(field),
        _ => member.ToString()!,
    };

    /// <summary>The type as a user would write it, without its namespace unless it is foreign.</summary>
    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return Name(type.GetElementType()!) + "*";
        }

        if (type.IsFunctionPointer)
        {
            IEnumerable<string> parts = type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType()).Select(Name);
            return $"delegate*<{string.Join(", ", parts)}>";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        return IsOurs(type) ? QualifiedName(type) : NestedName(type);
    }

    private static bool IsOurs(Type type) => type.Namespace is "Risk" || type.Namespace?.StartsWith("Risk.", StringComparison.Ordinal) == true;

    private static string QualifiedName(Type type) => type.Namespace is null ? NestedName(type) : type.Namespace + "." + NestedName(type);

    private static string NestedName(Type type)
    {
        // The arguments of a nested type begin with those of the types around it.
        Type[] arguments = type.GetGenericArguments();
        var chain = new Stack<Type>();
        for (Type? current = type; current is not null; current = current.DeclaringType)
        {
            chain.Push(current);
        }

        var text = new StringBuilder();
        int used = 0;
        foreach (Type part in chain)
        {
            int count = part.GetGenericArguments().Length;
            text.Append(text.Length > 0 ? "." : "").Append(SimpleName(part));
            if (count > used)
            {
                text.Append('<').AppendJoin(", ", arguments[used..count].Select(Name)).Append('>');
                used = count;
            }
        }

        return text.ToString();
    }

    private static string SimpleName(Type type)
    {
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct");
        }

        string modifier = type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        return modifier + (type.GetMethod("<Clone>$") is null ? "class" : "record");
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string constraints = method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";
        return $"{Access(method)}{Modifiers(method)}{Returned(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsAccessible)];
        MethodInfo widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        string type = property.GetMethod is { } getter ? Returned(getter.ReturnParameter) : Name(property.PropertyType);
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var parts = new List<string>();
        foreach (MethodInfo accessor in accessors)
        {
            bool init = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            string kind = accessor == property.GetMethod ? "get" : init ? "init" : "set";
            parts.Add((accessor.IsPublic == widest.IsPublic ? "" : "protected ") + kind + ";");
        }

        return $"{Access(widest)}{required}{Modifiers(widest)}{type} {name} {{ {string.Join(" ", parts)} }}";
    }

    private static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "" : "protected ";
        if (field.IsLiteral)
        {
            return $"{access}const {Name(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}";
        }

        string modifiers = (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{access}{modifiers}{Name(field.FieldType)} {field.Name}";
    }

    private static bool IsAccessible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        bool ofInterface = method.DeclaringType!.IsInterface;
        string text = method.IsStatic ? "static " : "";
        if (method.IsAbstract)
        {
            return text + (ofInterface && !method.IsStatic ? "" : "abstract ");
        }

        if (!method.IsVirtual || method.IsFinal)
        {
            return text;
        }

        return text + (method.GetBaseDefinition() == method ? "virtual " : "override ");
    }

    private static string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        prefix += parameter.IsDefined(typeof(ScopedRefAttribute)) ? "scoped " : "";
        Type type = parameter.ParameterType;
        if (type.IsByRef)
        {
            type = type.GetElementType()!;
            prefix += parameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "in "
                : parameter.IsDefined(typeof(RequiresLocationAttribute)) ? "ref readonly "
                : parameter.IsOut ? "out " : "ref ";
        }

        string value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{prefix}{Name(type)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? value = parameter.RawDefaultValue;
        if (value is null)
        {
            return parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null";
        }

        return type.IsEnum ? Name(type) + "." + Enum.ToObject(type, value) : Literal(value);
    }

    private static string Returned(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return type.IsByRef && parameter.GetRequiredCustomModifiers().Length + parameter.GetCustomAttributes<IsReadOnlyAttribute>().Count() > 0
            ? "ref readonly " + Name(type.GetElementType()!)
            : Name(type);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"",
        char c => $"'{c}'",
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] arguments)
    {
        var text = new StringBuilder();
        foreach (Type argument in arguments.Where(argument => argument.IsGenericParameter))
        {
            var parts = new List<string>();
            GenericParameterAttributes flags = argument.GenericParameterAttributes;
            bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            bool unmanaged = argument.IsDefined(typeof(IsUnmanagedAttribute));
            parts.AddRange(unmanaged ? ["unmanaged"] : isStruct ? ["struct"] : []);
            parts.AddRange(flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : []);
            parts.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal));
            parts.AddRange(!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : []);
            parts.AddRange(flags.HasFlag(GenericParameterAttributes.AllowByRefLike) ? ["allows ref struct"] : []);
            if (parts.Count > 0)
            {
                text.Append(" where ").Append(argument.Name).Append(" : ").AppendJoin(", ", parts);
            }
        }

        return text.ToString();
    }

    private static string Attributes(MemberInfo member)
    {
        string text = member.IsDefined(typeof(FlagsAttribute), inherit: false) ? "[Flags] " : "";

        // The compiler marks ref structs, and constructors of types with required members, obsolete for compilers that do not know them.
        bool obsolete = member.IsDefined(typeof(ObsoleteAttribute), inherit: false) && !member.IsDefined(typeof(CompilerFeatureRequiredAttribute), inherit: false);
        return obsolete ? "[Obsolete] " + text : text;
    }
}
