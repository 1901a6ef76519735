using Risk.Events;
using Risk.Features.Definitions;
using Risk.Features.Json;

namespace Risk.Features;

/// <summary>
/// A pipeline in which means, edges, categories and the like may still be missing: fit it to data to get a
/// <see cref="FeaturePipeline"/>. Immutable.
/// </summary>
public sealed partial class FeaturePipelineDefinition
{
    private readonly PipelineSource _source;
    private readonly IReadOnlyDictionary<FeatureNode, ValueKinds> _kinds;

    private FeaturePipelineDefinition(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds) =>
        (_source, _kinds) = (source, kinds);

    /// <summary>The event's attributes.</summary>
    public EventSchema Schema => _source.Schema;

    /// <summary>Makes a definition in C#.</summary>
    /// <param name="schema">The event's attributes.</param>
    /// <param name="configure">Adds the features in the order of the vector.</param>
    /// <exception cref="RiskFormatException">Something is wrong with it; all problems together.</exception>
    public static FeaturePipelineDefinition Build(EventSchema schema, Action<FeaturePipelineBuilder> configure) =>
        Create(FeaturePipelineBuilder.Build(schema, configure), new PipelineProblems(null, null));

    /// <summary>Reads a definition from JSON: that of a pipeline, in which fitted parameters may be left out.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="schema">The event's attributes; null takes those the JSON declares.</param>
    /// <param name="file">A name for messages.</param>
    /// <exception cref="RiskFormatException">Something is wrong with it; all problems together, with lines and columns.</exception>
    public static FeaturePipelineDefinition Parse(ReadOnlySpan<byte> utf8, EventSchema? schema = null, string? file = null)
    {
        (PipelineSource source, PipelineProblems problems) = PipelineJson.Parse(utf8, schema, file);
        return Create(source, problems);
    }

    private static FeaturePipelineDefinition Create(PipelineSource source, PipelineProblems problems)
    {
        IReadOnlyDictionary<FeatureNode, ValueKinds> kinds = PipelineValidator.Validate(source, problems, mayBeUnfitted: true);
        problems.ThrowIfAny();
        return new FeaturePipelineDefinition(source, kinds);
    }
}
