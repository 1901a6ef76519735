using Risk.Events;
using Risk.Velocity;

namespace Risk.Features.Definitions;

/// <summary>A pipeline as it was written: what it may read and its entries in order. Not yet checked.</summary>
internal sealed record PipelineSource(EventSchema Schema, IReadOnlyList<WindowDefinition> Windows, IReadOnlyList<FeatureDefinition> Features)
{
    /// <summary>By window, where it stands in a file; null when the pipeline comes from code.</summary>
    public IReadOnlyList<SourceRange>? WindowRanges { get; init; }

    /// <summary>What an attribute or window of that name gives, or <see cref="ValueKinds.None"/>.</summary>
    public ValueKinds KindOf(string name)
    {
        if (Window(name) is not null)
        {
            return ValueKinds.Number;
        }

        return Schema.TryGet(name, out AttributeDefinition? attribute) ? KindOf(attribute) : ValueKinds.None;
    }

    public WindowDefinition? Window(string name) => Windows.FirstOrDefault(w => w.Name == name);

    public FeatureDefinition? Feature(string name) => Features.FirstOrDefault(f => f.Name == name);

    /// <summary>The attributes that features read, without those that windows read.</summary>
    public IEnumerable<string> AttributesRead() =>
        Features.SelectMany(f => AttributesOf(f.Node)).Distinct(StringComparer.Ordinal).Where(name => Window(name) is null);

    private static IEnumerable<string> AttributesOf(FeatureNode node) => node switch
    {
        AttributeNode attribute => [attribute.Name],
        TransformNode transform => transform.Inputs.SelectMany(AttributesOf),
        _ => [],
    };

    private static ValueKinds KindOf(AttributeDefinition attribute) => attribute.Kind switch
    {
        AttributeKind.Timestamp => ValueKinds.Timestamp,
        AttributeKind.Number or AttributeKind.Boolean => ValueKinds.Number,
        _ => attribute.IsMetadata ? ValueKinds.Text | ValueKinds.Number : ValueKinds.Text,
    };
}
