namespace Risk.Features.Definitions;

/// <summary>A node of a feature's expression, as it was written. Immutable; shared by the fluent form and JSON.</summary>
internal abstract class FeatureNode
{
    /// <summary>Where it stands in a file, or null when it comes from code.</summary>
    public SourceRange? Range { get; init; }
}
