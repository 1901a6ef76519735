using Risk.Scoring;

namespace Checkout;

/// <summary>The account of a decision for the people who review it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Attributes">What was seen, by name.</param>
/// <param name="Contributions">What each feature added to the model's margin.</param>
public sealed record Explanation(Decision Decision, IReadOnlyDictionary<string, string?> Attributes, IReadOnlyDictionary<string, double> Contributions)
{
    /// <summary>A trace as the reviewer sees it.</summary>
    internal static Explanation From(DecisionTrace trace) => new(
        Decision.From(trace.Decision),
        trace.Attributes.ToDictionary(static value => value.Name, static value => (string?)value.Value),
        trace.Features.Where(static feature => double.IsFinite(feature.Contribution)).ToDictionary(static feature => feature.Name, static feature => feature.Contribution));
}
