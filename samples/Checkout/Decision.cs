using Risk;

namespace Checkout;

/// <summary>What the shop gets back.</summary>
/// <param name="Action">What to do: allow, challenge, review or block.</param>
/// <param name="Probability">The probability of fraud; null without a model.</param>
/// <param name="Rule">The rule that decided; null when the policy did.</param>
/// <param name="Reasons">Why, most important first.</param>
/// <param name="Version">The snapshot of model, rules and policy that decided.</param>
public sealed record Decision(string Action, double? Probability, string? Rule, IReadOnlyList<string> Reasons, string Version)
{
    /// <summary>A decision as the shop sees it.</summary>
    internal static Decision From(in RiskDecision decision)
    {
        var reasons = new List<string>();
        for (int i = 0; i < decision.Reasons.Count; i++)
        {
            reasons.Add(decision.Reasons[i].Text ?? decision.Reasons[i].Code);
        }

        double? probability = double.IsNaN(decision.Probability) ? null : decision.Probability;
        return new Decision(decision.Action.ToString().ToLowerInvariant(), probability, decision.Rule, reasons, decision.Version);
    }
}
