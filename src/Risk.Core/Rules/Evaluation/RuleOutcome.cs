namespace Risk.Rules.Evaluation;

/// <summary>What a rule set made of one event.</summary>
/// <param name="Action">The deciding rule's action; null when no rule decided.</param>
/// <param name="Rule">The index of the deciding rule; -1 when none decided.</param>
/// <param name="Challenge">A challenge rule matched, whatever decided.</param>
/// <param name="Points">The sum of the matching Score rules, not clamped.</param>
/// <param name="HasUndetermined">At least one rule that acts was unknown; false when undetermined rules were not asked for.</param>
internal readonly record struct RuleOutcome(RuleAction? Action, int Rule, bool Challenge, double Points, bool HasUndetermined);
