namespace Risk.Evaluation;

/// <summary>The events that got one action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Outcomes">What became of them.</param>
/// <param name="Share">Their share of all events, 0 to 1.</param>
public sealed record ActionReport(RiskAction Action, OutcomeCount Outcomes, double Share);
