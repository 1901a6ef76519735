using System.Globalization;

namespace Risk;

/// <summary>
/// What a scorer decided about one event, and why. A value without heap references beyond metadata that the
/// snapshot interned, so it can be kept, copied and returned freely.
/// </summary>
/// <remarks>Allocations: none. Thread safety: immutable.</remarks>
public readonly struct RiskDecision
{
    /// <summary>Creates a decision.</summary>
    public RiskDecision(RiskAction action, double probability, double score, string? rule, in ReasonList reasons, DecisionFlags flags, string version)
    {
        Action = action;
        Probability = probability;
        Score = score;
        Rule = rule;
        Reasons = reasons;
        Flags = flags;
        Version = version;
    }

    /// <summary>What to do.</summary>
    public RiskAction Action { get; }

    /// <summary>The calibrated probability of the bad outcome, 0 to 1; NaN when the scorer has no model.</summary>
    public double Probability { get; }

    /// <summary>The score, 0 to 100: probability times 100 unless the policy says otherwise; NaN without a model or points.</summary>
    public double Score { get; }

    /// <summary>The id of the rule that decided, or null when the policy did.</summary>
    public string? Rule { get; }

    /// <summary>Up to four reasons, most important first.</summary>
    public ReasonList Reasons { get; }

    /// <summary>What was unusual.</summary>
    public DecisionFlags Flags { get; }

    /// <summary>The version of the snapshot (model, rules and policy together) that decided.</summary>
    public string Version { get; }

    /// <summary>True when a rule asked for a challenge, whatever decided.</summary>
    public bool ChallengeRequested => (Flags & DecisionFlags.ChallengeRequested) != 0;

    /// <summary>The decision for people: <c>Block by foreign-big-ticket, probability 0.3729</c>. Not a format to parse; the decision log has one.</summary>
    /// <returns>Action, rule and probability as far as there are any, in the invariant culture.</returns>
    /// <remarks>Allocations: the text. Thread safety: safe.</remarks>
    public override string ToString()
    {
        string by = Rule is null ? "" : " by " + Rule;
        return double.IsNaN(Probability) ? $"{Action}{by}" : string.Create(CultureInfo.InvariantCulture, $"{Action}{by}, probability {Probability:0.####}");
    }
}
