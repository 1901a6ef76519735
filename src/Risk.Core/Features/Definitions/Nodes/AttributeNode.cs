namespace Risk.Features.Definitions;

/// <summary>An attribute of the event, or a window's column.</summary>
internal sealed class AttributeNode(string name, ValueKinds expected) : FeatureNode
{
    public string Name { get; } = name;

    /// <summary>What the author takes it for.</summary>
    public ValueKinds Expected { get; } = expected;
}
