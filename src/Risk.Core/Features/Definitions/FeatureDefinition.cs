namespace Risk.Features.Definitions;

/// <summary>One named entry of a pipeline; gives one feature, or several when its transform does.</summary>
internal sealed record FeatureDefinition(string Name, FeatureNode Node)
{
    /// <summary>Where it stands in a file, or null when it comes from code.</summary>
    public SourceRange? Range { get; init; }

    /// <summary>Where its name stands.</summary>
    public SourceRange? NameRange { get; init; }
}
