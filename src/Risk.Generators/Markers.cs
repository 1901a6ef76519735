using Microsoft.CodeAnalysis;

namespace Risk.Generators;

/// <summary>The markers on a property; of a positional record's property also those on its parameter.</summary>
internal sealed class Markers
{
    private readonly AttributeData[] _attributes;

    public Markers(ISymbol symbol)
    {
        ISymbol? parameter = symbol is IPropertySymbol { ContainingType: { IsRecord: true } type }
            ? type.InstanceConstructors
                .SelectMany(static constructor => constructor.Parameters)
                .FirstOrDefault(candidate => candidate.Name == symbol.Name && candidate.Locations.Any(place => symbol.Locations.Contains(place)))
            : null;
        _attributes = [.. symbol.GetAttributes(), .. parameter?.GetAttributes() ?? []];
    }

    public bool Has(string marker) => Find(marker) is not null;

    /// <summary>The name that [Name] gives, or null.</summary>
    public string? Name => Find("Name")?.ConstructorArguments[0].Value as string;

    /// <summary>What [Bounds] gives, or null.</summary>
    public (double Minimum, double Maximum)? Bounds =>
        Find("Bounds") is { ConstructorArguments: { Length: 2 } arguments } ? ((double)arguments[0].Value!, (double)arguments[1].Value!) : null;

    private AttributeData? Find(string marker) => _attributes.FirstOrDefault(data =>
        data.AttributeClass is { ContainingNamespace: { Name: "Risk", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == marker + "Attribute");
}
