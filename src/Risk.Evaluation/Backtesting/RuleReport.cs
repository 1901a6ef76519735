using Risk.Rules;

namespace Risk.Evaluation;

/// <summary>What one rule did.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="IsShadow">Whether it only watches.</param>
/// <param name="Hits">The events it matched, whatever decided in the end. The bad ones are its catch, the good ones its false positives.</param>
/// <param name="Decided">The events it decided.</param>
public sealed record RuleReport(string Id, RuleAction Action, bool IsShadow, OutcomeCount Hits, OutcomeCount Decided)
{
    /// <summary>The share of matched labelled events that are bad, 0 to 1; NaN without any.</summary>
    public double Precision => Hits.BadRate;

    /// <summary>The share of all bad events that it matched, 0 to 1.</summary>
    public required double Recall { get; init; }
}
