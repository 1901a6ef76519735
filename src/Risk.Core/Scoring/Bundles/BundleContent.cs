using Risk.Events;
using Risk.Monitoring;
using Risk.Rules;

namespace Risk.Scoring.Bundles;

/// <summary>The parts of a bundle while they are read.</summary>
internal sealed class BundleContent
{
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public EventSchema? Schema { get; set; }

    public FeaturePipeline? Pipeline { get; set; }

    public List<BundleModel> Models { get; } = [];

    public RuleSet? Rules { get; set; }

    /// <summary>What rules may name, without a file.</summary>
    public RuleSetOptions RuleOptions { get; set; } = RuleSetOptions.Default;

    public DecisionPolicy Policy { get; set; } = DecisionPolicy.AllowAll;

    public ReasonMode ReasonMode { get; set; }

    public Dictionary<string, ReasonDefinition?> Reasons { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, double> Metrics { get; } = new(StringComparer.Ordinal);

    public List<FeatureBaseline> Baselines { get; } = [];

    public List<GoldenEvent> Golden { get; } = [];

    public List<RiskDiagnostic> Warnings { get; } = [];
}
