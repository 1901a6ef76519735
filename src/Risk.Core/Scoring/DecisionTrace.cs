namespace Risk.Scoring;

/// <summary>The full account of one decision, for people: what was seen, computed, matched and decided.</summary>
public sealed record DecisionTrace
{
    /// <summary>The decision itself.</summary>
    public required RiskDecision Decision { get; init; }

    /// <summary>Attributes and computed columns in schema order.</summary>
    public IReadOnlyList<TracedValue> Attributes { get; init; } = [];

    /// <summary>Features in vector order with their contributions.</summary>
    public IReadOnlyList<TracedFeature> Features { get; init; } = [];

    /// <summary>The margin without any feature's contribution; NaN when the model can't be explained.</summary>
    public double BaseMargin { get; init; } = double.NaN;

    /// <summary>The model's margin before calibration; NaN without one.</summary>
    public double Margin { get; init; } = double.NaN;

    /// <summary>The expected value of each action, in the order of <see cref="RiskAction"/>; empty for a threshold policy.</summary>
    public IReadOnlyList<double> ExpectedValues { get; init; } = [];

    /// <summary>Every rule with the truth of its parts; null for a scorer without rules.</summary>
    public Rules.RuleSetTrace? Rules { get; init; }
}
