using Risk.Events;

namespace Risk.Features.Definitions;

/// <summary>Finds what the categories of a node look like.</summary>
internal static class CategoryDomains
{
    /// <summary>The domain of a node that was found valid, or null when it has none (a timestamp, several features).</summary>
    public static CategoryDomain? TryFind(PipelineSource source, FeatureNode node, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds)
    {
        switch (node)
        {
            case AttributeNode attribute when (kinds[node] & ValueKinds.Text) != 0:
                return new TextDomain(source.Schema.TryGet(attribute.Name, out AttributeDefinition? definition) && definition.Kind == AttributeKind.Token);
            case TransformNode { Transform: CategoryTransform transform } category:
                CategoryDomain?[] inputs = [.. category.Inputs.Select(i => TryFind(source, i, kinds))];
                return inputs.Contains(null) ? null : transform.Domain(category, inputs!);
            case TransformNode { Transform: TextTransform }:
                return new TextDomain(isExact: false);
            default:
                return (kinds.GetValueOrDefault(node) & ValueKinds.Number) != 0 ? new NumberDomain() : null;
        }
    }
}
