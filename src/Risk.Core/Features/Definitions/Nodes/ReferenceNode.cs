namespace Risk.Features.Definitions;

/// <summary>Another feature of the pipeline, by its name.</summary>
internal sealed class ReferenceNode(string feature) : FeatureNode
{
    public string Feature { get; } = feature;
}
