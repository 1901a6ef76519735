using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Risk.Generators.Model;

namespace Risk.Generators;

/// <summary>Turns a marked type into a model, or says why it can't be an event.</summary>
internal sealed partial class Parser(CancellationToken cancellation)
{
    // A generic type that holds itself with other arguments is a new type at every level.
    private const int DeepestNesting = 16;

    private readonly List<DiagnosticModel> _diagnostics = [];
    private readonly Dictionary<string, string> _names = [];
    private string _separator = "_";

    public ParseResult Parse(INamedTypeSymbol type, AttributeData marker)
    {
        _separator = marker.NamedArguments.FirstOrDefault(static argument => argument.Key == "Separator").Value.Value as string ?? "_";
        CheckDeclaration(type);
        List<MemberModel> members = ParseMembers(type, "", "", [type]);
        if (_names.Count == 0 && _diagnostics.Count == 0)
        {
            Report(DiagnosticDescriptors.NoAttributes, type, type.Name);
        }

        EventModel? model = _diagnostics.Count > 0 ? null : new EventModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat),
            new EquatableArray<string>(Containers(type).Reverse().Select(Declaration)),
            Declaration(type),
            type.Name,
            HintName(type),
            new EquatableArray<MemberModel>(members));
        return new ParseResult(model, new EquatableArray<DiagnosticModel>(_diagnostics));
    }

    private void CheckDeclaration(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol declared in Containers(type).Prepend(type))
        {
            bool isPartial = declared.DeclaringSyntaxReferences
                .Select(reference => reference.GetSyntax(cancellation))
                .OfType<TypeDeclarationSyntax>()
                .Any(static syntax => syntax.Modifiers.Any(static modifier => modifier.Text == "partial"));
            if (!isPartial)
            {
                Report(DiagnosticDescriptors.NotPartial, declared, declared.Name);
            }
        }

        string? obstacle =
            type.IsStatic ? "static"
            : type.IsRefLikeType ? "a ref struct"
            : type.IsFileLocal ? "local to its file"
            : Containers(type).Prepend(type).Any(static declared => declared.IsGenericType) ? "generic"
            : null;
        if (obstacle is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedDeclaration, type, type.Name, obstacle);
        }

        foreach (string name in (string[])["EventReader", "GeneratedEventReader"])
        {
            if (type.GetMembers(name).FirstOrDefault() is { } taken)
            {
                Report(DiagnosticDescriptors.NameTaken, taken, name, type.Name);
            }
        }
    }

    private List<MemberModel> ParseMembers(INamedTypeSymbol type, string prefix, string path, INamedTypeSymbol[] within)
    {
        var members = new List<MemberModel>();
        foreach (IPropertySymbol property in PropertiesOf(type))
        {
            cancellation.ThrowIfCancellationRequested();
            var markers = new Markers(property);
            if (!markers.Has("Ignore") && ParseMember(property, markers, prefix, path, within) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    private MemberModel? ParseMember(IPropertySymbol property, Markers markers, string prefix, string path, INamedTypeSymbol[] within)
    {
        ITypeSymbol type = property.Type;
        bool isNullable = false;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            (type, isNullable) = (nullable.TypeArguments[0], true);
        }

        string place = path + property.Name;
        string name = markers.Name ?? SnakeCase.Of(property.Name);
        if (Classify(type, markers, property, place) is not { } leaf)
        {
            return ParseNested(property, type, isNullable, prefix + name + _separator, place, within);
        }

        name = IsMetadata(name) ? name : prefix + name;
        if (!IsMetadata(name) && (name.Length == 0 || name.IndexOfAny([':', '"', '\n']) >= 0))
        {
            Report(DiagnosticDescriptors.WrongName, property, name, place);
        }

        if (_names.TryGetValue(name, out string other))
        {
            Report(DiagnosticDescriptors.DuplicateName, property, other, place, name);
        }

        _names[name] = place;
        (double? minimum, double? maximum) = Bounds(markers, property, type, leaf.Kind, place);
        bool checksNull = isNullable || (leaf.Conversion == Conversion.TimestampText && type.IsReferenceType);
        var attribute = new AttributeModel(name, leaf.Kind, markers.Has("Key"), IsMetadata(name), minimum, maximum);
        return leaf.Conversion == Conversion.EnumText
            ? new MemberModel(property.Name, leaf.Conversion, checksNull, attribute, FullName(type), EnumMembers(type), default)
            : new MemberModel(property.Name, leaf.Conversion, checksNull, attribute, "", default, default);
    }

    private MemberModel? ParseNested(IPropertySymbol property, ITypeSymbol type, bool isNullable, string prefix, string place, INamedTypeSymbol[] within)
    {
        if (!CanNest(type))
        {
            Report(DiagnosticDescriptors.UnsupportedType, property, place, type.ToDisplayString());
            return null;
        }

        var nested = (INamedTypeSymbol)type;
        if (within.Contains(nested, SymbolEqualityComparer.Default) || within.Length > DeepestNesting)
        {
            Report(DiagnosticDescriptors.Cycle, property, place, type.Name);
            return null;
        }

        List<MemberModel> members = ParseMembers(nested, prefix, place + ".", [.. within, nested]);
        return members.Count == 0 ? null : new MemberModel(
            property.Name, Conversion.Nested, isNullable || type.IsReferenceType, null, "", default, new EquatableArray<MemberModel>(members));
    }

    private (double? Minimum, double? Maximum) Bounds(Markers markers, IPropertySymbol property, ITypeSymbol type, string kind, string place)
    {
        if (markers.Bounds is not { } bounds)
        {
            return default;
        }

        if (kind != "Number")
        {
            Report(DiagnosticDescriptors.WrongMarker, property, "Bounds", place, type.ToDisplayString(), "only a number has bounds");
        }

        if (!(bounds.Minimum <= bounds.Maximum))
        {
            Report(
                DiagnosticDescriptors.WrongBounds,
                property,
                place,
                bounds.Minimum.ToString(CultureInfo.InvariantCulture),
                bounds.Maximum.ToString(CultureInfo.InvariantCulture));
        }

        return (
            double.IsInfinity(bounds.Minimum) ? null : bounds.Minimum,
            double.IsInfinity(bounds.Maximum) ? null : bounds.Maximum);
    }

    private void Report(DiagnosticDescriptor descriptor, ISymbol at, params string[] arguments) =>
        _diagnostics.Add(DiagnosticModel.At(descriptor, at.Locations.FirstOrDefault(static place => place.IsInSource), arguments));
}
