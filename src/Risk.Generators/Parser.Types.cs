using Microsoft.CodeAnalysis;
using Risk.Generators.Model;

namespace Risk.Generators;

/// <content>What the types of properties are to an event.</content>
internal sealed partial class Parser
{
    private static readonly SymbolDisplayFormat FullFormat = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat NamespaceFormat = FullFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The kind of attribute and the conversion of a type; null when it is no single value.</summary>
    private (string Kind, Conversion Conversion)? Classify(ITypeSymbol type, Markers markers, IPropertySymbol property, string place)
    {
        (string Kind, Conversion Conversion)? natural = Natural(type);
        bool isText = natural?.Conversion is Conversion.Text or Conversion.Characters;
        bool isInteger = natural?.Conversion is Conversion.Number or Conversion.Decimal;
        if (markers.Has("Country"))
        {
            return isText ? ("Country", natural!.Value.Conversion) : Refuse("Country", "a country is text");
        }

        if (markers.Has("Timestamp"))
        {
            return natural switch
            {
                { Kind: "Timestamp" } => natural,
                { Conversion: Conversion.Number or Conversion.Decimal } => ("Timestamp", Conversion.UnixSeconds),
                { Conversion: Conversion.Text } => ("Timestamp", Conversion.TimestampText),
                _ => Refuse("Timestamp", "a timestamp is a date, seconds since 1970 or ISO 8601 text"),
            };
        }

        bool isMetadata = markers.Name is { } name && IsMetadata(name);
        if (markers.Has("Token") || isMetadata)
        {
            return isText || natural?.Conversion == Conversion.EnumText ? ("Token", natural!.Value.Conversion)
                : isInteger || natural?.Conversion == Conversion.Formatted ? ("Token", Conversion.Formatted)
                : Refuse(isMetadata ? "Name" : "Token", "a token is text, a number or a GUID");
        }

        return markers.Has("Key") && isText ? ("Token", natural!.Value.Conversion) : natural;

        (string, Conversion)? Refuse(string marker, string why)
        {
            Report(DiagnosticDescriptors.WrongMarker, property, marker, place, type.ToDisplayString(), why);
            return ("Text", Conversion.Text);
        }
    }

    private static (string Kind, Conversion Conversion)? Natural(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return ("Text", Conversion.EnumText);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return ("Boolean", Conversion.Boolean);
            case SpecialType.System_String:
                return ("Text", Conversion.Text);
            case SpecialType.System_Decimal:
                return ("Number", Conversion.Decimal);
            case SpecialType.System_DateTime:
                return ("Timestamp", Conversion.Timestamp);
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return ("Number", Conversion.Number);
        }

        return type.ToDisplayString(FullFormat) switch
        {
            "global::System.DateTimeOffset" or "global::System.DateOnly" => ("Timestamp", Conversion.Timestamp),
            "global::System.TimeSpan" => ("Number", Conversion.Duration),
            "global::System.TimeOnly" => ("Number", Conversion.TimeOfDay),
            "global::System.Guid" => ("Token", Conversion.Formatted),
            "global::System.Half" or "global::System.Int128" or "global::System.UInt128" => ("Number", Conversion.Number),
            "global::System.ReadOnlyMemory<char>" or "global::System.Memory<char>" => ("Text", Conversion.Characters),
            _ => null,
        };
    }

    // Types of the framework other than the ones above are no part of an event; sequences have no fixed number of attributes.
    private static bool CanNest(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsRefLikeType: false }
        && type.AllInterfaces.All(static implemented => implemented.SpecialType != SpecialType.System_Collections_IEnumerable)
        && !(type.ContainingNamespace.ToDisplayString() is "System" || type.ContainingNamespace.ToDisplayString().StartsWith("System.", StringComparison.Ordinal));

    // Base types first, then in the order of declaration.
    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            chain.Push(current);
        }

        // Where a type hides or overrides a property, its own counts, markers and all, at the place of the first.
        var properties = new List<IPropertySymbol>();
        foreach (ISymbol member in chain.SelectMany(static current => current.GetMembers()).Where(static member => !member.IsImplicitlyDeclared || member is IPropertySymbol))
        {
            int hidden = properties.FindIndex(property => property.Name == member.Name);
            switch (member)
            {
                case IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property when hidden >= 0:
                    properties[hidden] = property;
                    break;
                case IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property:
                    properties.Add(property);
                    break;
                case IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or INamedTypeSymbol or IEventSymbol when hidden >= 0:
                    properties.RemoveAt(hidden);
                    break;
            }
        }

        return properties.Where(static property => property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
            && Getter(property)?.DeclaredAccessibility == Accessibility.Public);
    }

    // An override that only sets reads by the getter it inherits.
    private static IMethodSymbol? Getter(IPropertySymbol property)
    {
        IPropertySymbol? current = property;
        while (current is { GetMethod: null })
        {
            current = current.OverriddenProperty;
        }

        return current?.GetMethod;
    }

    // Of members with one value the first stands for it.
    private static EquatableArray<EnumMemberModel> EnumMembers(ITypeSymbol type)
    {
        var values = new HashSet<object>();
        return new EquatableArray<EnumMemberModel>(type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && values.Add(field.ConstantValue!))
            .Select(static field => new EnumMemberModel(field.Name, new Markers(field).Name ?? field.Name)));
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            yield return container;
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {kind} {Emitter.Identifier(type.Name)}";
    }

    // Files are told apart without case, types with it: the hash does.
    private static string HintName(INamedTypeSymbol type)
    {
        string name = type.ToDisplayString().Replace("@", "");
        uint hash = 2166136261;
        foreach (char unit in name)
        {
            hash = unchecked((hash ^ unit) * 16777619);
        }

        string file = new([.. name.Select(static unit => unit < 128 && (char.IsLetterOrDigit(unit) || unit is '.' or '_') ? unit : '-')]);
        return $"{file}.{hash:x8}.RiskEvent.g.cs";
    }

    private static string FullName(ITypeSymbol type) => type.ToDisplayString(FullFormat);

    private static bool IsMetadata(string name) =>
        name.Length > 4 && name.StartsWith("::", StringComparison.Ordinal) && name.EndsWith("::", StringComparison.Ordinal);
}
