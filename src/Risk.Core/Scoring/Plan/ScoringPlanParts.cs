using Risk.Events;
using Risk.Models.Explanation;
using Risk.Rules;
using Risk.Rules.Selection;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Scoring;

/// <summary>The compiled parts a <see cref="ScoringPlan"/> is made of.</summary>
internal sealed record ScoringPlanParts
{
    public required AttributeLayout Layout { get; init; }

    public required string Version { get; init; }

    public required DecisionPolicy Policy { get; init; }

    public required ModelStage[] Models { get; init; }

    /// <summary>The names of the primary model's features; empty without one.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    public IWindowReader? Windows { get; init; }

    public IDecisionRecorder? Recorder { get; init; }

    public CompiledRules? Rules { get; init; }

    public RuleSelection Selection { get; init; }

    public RiskLevel? RiskLevel { get; init; }

    public ReasonSelector? Reasons { get; init; }

    public ReasonMode ReasonMode { get; init; }

    /// <summary>Where the policy's amount lies in a row; -1 when it uses none.</summary>
    public int AmountPosition { get; init; } = -1;

    public bool TracksUndetermined { get; init; }
}
