using Risk.Events;
using Risk.Models.Calibration;
using Risk.Scoring;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk;

/// <summary>
/// Collects the parts of a scorer and compiles them together. Any part may be absent: rules without a model, a model without rules. Load time
/// only; not thread-safe.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class RiskScorerBuilder<TEvent>
{
    private readonly IEventReader<TEvent> _reader;
    private readonly ScorerDefinition _definition;

    internal RiskScorerBuilder(IEventReader<TEvent> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _reader = reader;
        _definition = new ScorerDefinition(reader.Schema);
    }

    /// <summary>The attributes of the events.</summary>
    public EventSchema Schema => _reader.Schema;

    /// <summary>The pipeline that makes features of attributes, for every model that does not bring its own.</summary>
    public RiskScorerBuilder<TEvent> UsePipeline(FeaturePipeline pipeline)
    {
        _definition.Pipeline = pipeline;
        return this;
    }

    /// <summary>The model that the policy decides by.</summary>
    /// <param name="model">The model.</param>
    /// <param name="calibration">Turns its output into a calibrated probability; null when it already is one.</param>
    public RiskScorerBuilder<TEvent> UseModel(IRiskModel model, ICalibration? calibration = null) =>
        UseModel(new ScorerModel(model) { Calibration = calibration });

    /// <summary>The model that the policy decides by, from a file whose format is told by its content.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="calibration">Turns its output into a calibrated probability; null when it already is one.</param>
    /// <exception cref="RiskFormatException">The file is no model that can be read.</exception>
    public RiskScorerBuilder<TEvent> UseModel(string path, ICalibration? calibration = null) => UseModel(RiskModel.Load(path), calibration);

    /// <summary>A model with its own pipeline, name or output.</summary>
    public RiskScorerBuilder<TEvent> UseModel(ScorerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _definition.Models.Add(model);
        return this;
    }

    /// <summary>The rules.</summary>
    public RiskScorerBuilder<TEvent> UseRules(RuleSet rules)
    {
        _definition.Rules = rules;
        return this;
    }

    /// <summary>The rules, from a file that is checked against the event's schema.</summary>
    /// <exception cref="RiskFormatException">The file has errors; all of them.</exception>
    public RiskScorerBuilder<TEvent> UseRules(string path) => UseRules(RuleSet.Load(path, Schema));

    /// <summary>The policy that turns the probability into an action. Without one everything is allowed that no rule stops.</summary>
    public RiskScorerBuilder<TEvent> UsePolicy(DecisionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _definition.Policy = policy;
        return this;
    }

    /// <summary>Builds the policy in place.</summary>
    public RiskScorerBuilder<TEvent> UsePolicy(Action<DecisionPolicyBuilder> configure) => UsePolicy(DecisionPolicy.Build(configure));

    /// <summary>The store that the windows of rules and pipeline are read from and recorded in.</summary>
    public RiskScorerBuilder<TEvent> UseWindows(IWindowProvider store)
    {
        _definition.Windows = store;
        return this;
    }

    /// <summary>Who takes each decision with what it stands on, such as a <see cref="DecisionLog"/>. Previews are not recorded.</summary>
    /// <param name="sink">The sink; null for nobody.</param>
    public RiskScorerBuilder<TEvent> UseSink(IDecisionSink? sink)
    {
        _definition.Sink = sink;
        return this;
    }

    /// <summary>When and how contributions become reasons.</summary>
    /// <param name="mode">When.</param>
    /// <param name="definitions">What a feature's reason says, by feature name; null for a feature that must never be one. Others get their name as code.</param>
    public RiskScorerBuilder<TEvent> UseReasons(ReasonMode mode, IReadOnlyDictionary<string, ReasonDefinition?>? definitions = null)
    {
        _definition.ReasonMode = mode;
        _definition.ReasonDefinitions = definitions ?? _definition.ReasonDefinitions;
        return this;
    }

    /// <summary>Marks decisions on which a rule could not be told because an attribute was missing. Costs a second look at the rules.</summary>
    public RiskScorerBuilder<TEvent> TrackUndeterminedRules(bool track = true)
    {
        _definition.TracksUndetermined = track;
        return this;
    }

    /// <summary>The version that decisions carry. Without one it is the fingerprint of all parts.</summary>
    public RiskScorerBuilder<TEvent> UseVersion(string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        _definition.Version = version;
        return this;
    }

    /// <summary>Compiles the parts.</summary>
    /// <exception cref="RiskFormatException">Parts do not fit: all problems together.</exception>
    public RiskScorer<TEvent> Build() => new(_reader, _definition.Copy());
}
