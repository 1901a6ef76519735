namespace Risk.Features.Definitions;

/// <summary>The names of the features that an entry of a pipeline gives.</summary>
internal static class FeatureNaming
{
    public static IReadOnlyList<string> NamesOf(FeatureDefinition feature) =>
        feature.Node is TransformNode node ? node.Transform.FeatureNames(feature.Name, node) : [feature.Name];
}
