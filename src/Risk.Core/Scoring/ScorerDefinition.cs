using Risk.Events;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Scoring;

/// <summary>The parts of a scorer before they are compiled.</summary>
internal sealed class ScorerDefinition(EventSchema schema)
{
    public EventSchema Schema { get; } = schema;

    public FeaturePipeline? Pipeline { get; set; }

    public List<ScorerModel> Models { get; private set; } = [];

    public RuleSet? Rules { get; set; }

    public DecisionPolicy Policy { get; set; } = DecisionPolicy.AllowAll;

    public IWindowProvider? Windows { get; set; }

    public IDecisionSink? Sink { get; set; }

    public ReasonMode ReasonMode { get; set; } = ReasonMode.Automatic;

    public IReadOnlyDictionary<string, ReasonDefinition?> ReasonDefinitions { get; set; } = new Dictionary<string, ReasonDefinition?>();

    public bool TracksUndetermined { get; set; }

    public string? Version { get; set; }

    /// <summary>A definition that later changes of this one do not reach.</summary>
    public ScorerDefinition Copy()
    {
        var copy = (ScorerDefinition)MemberwiseClone();
        copy.Models = [.. Models];
        return copy;
    }
}
