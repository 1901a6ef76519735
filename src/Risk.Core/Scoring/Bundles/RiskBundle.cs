using Risk.Events;
using Risk.Monitoring;
using Risk.Rules;
using Risk.Scoring;
using Risk.Scoring.Bundles;
using Risk.Velocity;

namespace Risk;

/// <summary>
/// Everything a scorer needs, shipped together: schema, pipeline, models, calibrations, rules, policy, reasons, training metrics, baselines for drift and golden events
/// that must be decided the same on this machine. A folder or a zip file that holds <c>bundle.json</c>. Immutable.
/// </summary>
public sealed partial class RiskBundle
{
    private RiskBundle()
    {
    }

    /// <summary>The bundle's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version its decisions carry.</summary>
    public required string Version { get; init; }

    /// <summary>The event's attributes.</summary>
    public required EventSchema Schema { get; init; }

    /// <summary>The pipeline; null when models take attributes by name or there are none.</summary>
    public FeaturePipeline? Pipeline { get; init; }

    /// <summary>The models; at most one without a name.</summary>
    public required IReadOnlyList<BundleModel> Models { get; init; }

    /// <summary>The rules; null without.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>What rules may name beside the schema: lists and the models' outputs.</summary>
    internal RuleSetOptions RuleOptions { get; init; } = RuleSetOptions.Default;

    /// <summary>The policy.</summary>
    public required DecisionPolicy Policy { get; init; }

    /// <summary>When contributions become reasons.</summary>
    public ReasonMode ReasonMode { get; init; }

    /// <summary>What a feature's reason says, by feature; null for features that must never be one.</summary>
    public required IReadOnlyDictionary<string, ReasonDefinition?> Reasons { get; init; }

    /// <summary>Figures measured when the models were trained, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>How features were distributed in training.</summary>
    public required IReadOnlyList<FeatureBaseline> Baselines { get; init; }

    /// <summary>Events with the decisions they must get.</summary>
    public required IReadOnlyList<GoldenEvent> Golden { get; init; }

    /// <summary>What loading noticed that is no error.</summary>
    public required IReadOnlyList<RiskDiagnostic> Warnings { get; init; }

    /// <summary>Whether rules or pipeline read windows, so that a scorer needs a store.</summary>
    public bool NeedsWindows => Rules?.Bound.Windows.Count > 0 || Pipeline?.Windows.Count > 0 || Models.Any(static model => model.Pipeline?.Windows.Count > 0);

    /// <summary>Builds a scorer of a type whose reader has this bundle's attributes.</summary>
    /// <param name="reader">The reader; its schema must have every attribute of the bundle's with the same kind.</param>
    /// <param name="windows">The store of the past; null makes an empty one when the bundle needs it.</param>
    /// <exception cref="RiskFormatException">The parts do not fit each other or the reader.</exception>
    public RiskScorer<TEvent> CreateScorer<TEvent>(IEventReader<TEvent> reader, IWindowProvider? windows = null) => CreateBuilder(reader, windows).Build();

    /// <summary>Starts a scorer with all of the bundle's parts, to which others may be added.</summary>
    /// <param name="reader">The reader; its schema must have every attribute of the bundle's with the same kind.</param>
    /// <param name="windows">The store of the past; null makes an empty one when the bundle needs it.</param>
    public RiskScorerBuilder<TEvent> CreateBuilder<TEvent>(IEventReader<TEvent> reader, IWindowProvider? windows = null)
    {
        RiskScorerBuilder<TEvent> builder = RiskScorer.For(reader).UsePolicy(Policy).UseReasons(ReasonMode, Reasons).UseVersion(Version);
        if (Pipeline is not null)
        {
            builder.UsePipeline(Pipeline);
        }

        foreach (BundleModel model in Models)
        {
            builder.UseModel(new ScorerModel(model.Model) { Name = model.Name, Pipeline = model.Pipeline, Calibration = model.Calibration, BadOutput = model.BadOutput });
        }

        if (Rules is not null)
        {
            builder.UseRules(Rules);
        }

        if (windows is not null || NeedsWindows)
        {
            builder.UseWindows(windows ?? new VelocityStore(new VelocityOptions { Clock = null }));
        }

        return builder;
    }

    /// <summary>Builds a scorer of events given as JSON.</summary>
    /// <exception cref="RiskFormatException">The parts do not fit each other.</exception>
    public RiskScorer<JsonEvent> CreateJsonScorer(IWindowProvider? windows = null) => CreateScorer(new JsonEventReader(Schema), windows);

    /// <summary>
    /// Scores the golden events in order with a fresh scorer and an empty store, and tells every one that is decided otherwise than it must be: another action or rule, or a
    /// probability that differs in any bit.
    /// </summary>
    /// <returns>The differences; empty when this machine decides as the one that made the bundle.</returns>
    public IReadOnlyList<GoldenDifference> Verify()
    {
        RiskScorer<JsonEvent> scorer = CreateJsonScorer();
        var differences = new List<GoldenDifference>();
        foreach (GoldenEvent golden in Golden)
        {
            RiskDecision decision = scorer.Score(new JsonEvent(golden.Json));
            if (decision.Action != golden.Action || decision.Rule != golden.Rule || !decision.Probability.Equals(golden.Probability))
            {
                differences.Add(new GoldenDifference(golden, decision));
            }
        }

        return differences;
    }
}
