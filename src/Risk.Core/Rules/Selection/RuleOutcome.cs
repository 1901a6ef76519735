namespace Risk.Rules.Selection;

/// <summary>What the rules decided about one event.</summary>
/// <param name="Action">What to do, or null when no rule decides.</param>
/// <param name="Rule">The position of the rule that decided, or -1.</param>
/// <param name="ChallengeRequested">True when a Request 3D Secure rule matched, whatever decided.</param>
/// <param name="Points">The sum of the points of the Score rules that matched; clamped to 0 to 100 under <see cref="RuleSelection.Score"/>.</param>
internal readonly record struct RuleOutcome(RiskAction? Action, int Rule, bool ChallengeRequested, double Points)
{
    /// <summary>The outcome of no match.</summary>
    public static RuleOutcome None => new(null, -1, ChallengeRequested: false, 0);
}
