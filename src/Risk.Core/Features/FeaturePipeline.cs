using Risk.Events;
using Risk.Features;
using Risk.Features.Definitions;
using Risk.Features.Evaluation;
using Risk.Features.Vectorization;
using Risk.Velocity;

namespace Risk;

/// <summary>
/// What turns an event's attributes into the vector a model was trained on: an ordered list of features, each a chain of
/// transforms. Written in C# (<see cref="Build"/>), read from JSON that ships with the model (<see cref="Load"/>), or fitted
/// to data (<see cref="FeaturePipelineDefinition"/>). The same pipeline, whichever way it was made, has the same
/// <see cref="Fingerprint"/> and gives the same bits. Immutable and safe for any number of threads.
/// </summary>
public sealed partial class FeaturePipeline
{
    private readonly PipelineSource _source;
    private readonly IReadOnlyDictionary<FeatureNode, ValueKinds> _kinds;

    private FeaturePipeline(PipelineSource source, IReadOnlyDictionary<FeatureNode, ValueKinds> kinds)
    {
        (_source, _kinds) = (source, kinds);
        FeatureNames = [.. source.Features.SelectMany(FeatureNaming.NamesOf)];
        Fingerprint = NodeFingerprints.OfPipeline(source, kinds);
    }

    /// <summary>The event's attributes.</summary>
    public EventSchema Schema => _source.Schema;

    /// <summary>The windows that features read, to be filled by a <see cref="IWindowProvider"/> before the features are computed.</summary>
    public IReadOnlyList<WindowDefinition> Windows => _source.Windows;

    /// <summary>The features' names in the order of the vector.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The length of the vector.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>
    /// Identifies the pipeline by what it computes. White space, the order of keys, names of features and windows, descriptions
    /// and attributes that no feature reads do not count.
    /// </summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>Makes a pipeline in C#.</summary>
    /// <param name="schema">The event's attributes.</param>
    /// <param name="configure">Adds the features in the order of the vector.</param>
    /// <exception cref="RiskFormatException">Something is wrong with it; all problems together.</exception>
    public static FeaturePipeline Build(EventSchema schema, Action<FeaturePipelineBuilder> configure) =>
        Create(FeaturePipelineBuilder.Build(schema, configure), new PipelineProblems(null, null));

    /// <summary>Compiles the pipeline into a scorer's layout: asks it for what the features read.</summary>
    /// <param name="layout">The layout under construction, made from a schema that has the pipeline's attributes.</param>
    /// <exception cref="ArgumentException">The layout's schema lacks an attribute, or has it with another kind.</exception>
    public FeatureVectorizer Compile(AttributeLayoutBuilder layout) =>
        Compile(layout, VectorizerStrategies.UsesVectors(Environment.GetEnvironmentVariable(VectorizerStrategies.Variable)));

    /// <inheritdoc cref="Compile(AttributeLayoutBuilder)"/>
    /// <param name="layout">The layout under construction.</param>
    /// <param name="useVectors">False to force the scalar code, which gives the same bits.</param>
    internal FeatureVectorizer Compile(AttributeLayoutBuilder layout, bool useVectors)
    {
        ArgumentNullException.ThrowIfNull(layout);
        foreach (string name in _source.AttributesRead())
        {
            AttributeDefinition attribute = Schema[Schema.IndexOf(name)];
            if (!layout.Schema.TryGet(attribute.Name, out AttributeDefinition? other) || other.Kind != attribute.Kind)
            {
                throw new ArgumentException(
                    $"The layout's schema must have the pipeline's attribute '{attribute.Name}' as {attribute.Kind}.", nameof(layout));
            }
        }

        return new FeatureVectorizer(Lowering.Lower(_source, _kinds, layout), useVectors);
    }

    /// <summary>Compiles the pipeline by itself, for training, tests and tools.</summary>
    /// <param name="layout">The layout of the rows to fill; windows are number columns of their names.</param>
    public FeatureVectorizer Compile(out AttributeLayout layout)
    {
        var builder = new AttributeLayoutBuilder(Schema);
        FeatureVectorizer vectorizer = Compile(builder);
        layout = builder.Build();
        return vectorizer;
    }

    internal static FeaturePipeline Create(PipelineSource source, PipelineProblems problems)
    {
        IReadOnlyDictionary<FeatureNode, ValueKinds> kinds = PipelineValidator.Validate(source, problems, mayBeUnfitted: false);
        problems.ThrowIfAny();
        return new FeaturePipeline(source, kinds);
    }
}
