using Risk.Rules.Selection;

namespace Risk.Rules;

/// <summary>
/// What a rule set says about one event: what decides, and every rule that matched or could not be determined. The match
/// sets lie in the caller's memory and are valid until it is used again.
/// </summary>
/// <remarks>Allocations: none. Thread safety: one thread at a time.</remarks>
public readonly ref struct RuleResult
{
    private readonly RuleSet _rules;
    private readonly RuleOutcome _outcome;

    internal RuleResult(RuleSet rules, RuleOutcome outcome, ReadOnlySpan<ulong> matched, ReadOnlySpan<ulong> undetermined)
    {
        _rules = rules;
        _outcome = outcome;
        Matched = matched;
        Undetermined = undetermined;
    }

    /// <summary>What to do, or null when no rule decides.</summary>
    public RiskAction? Action => _outcome.Action;

    /// <summary>The rule that decided, or null.</summary>
    public RuleInfo? Rule => _outcome.Rule < 0 ? null : _rules.Rules[_outcome.Rule];

    /// <summary>True when a Request 3D Secure rule matched, whatever decided.</summary>
    public bool ChallengeRequested => _outcome.ChallengeRequested;

    /// <summary>The sum of the points of the Score rules that matched; clamped to 0 to 100 under <see cref="RuleSelection.Score"/>.</summary>
    public double Points => _outcome.Points;

    /// <summary>A bit a rule in source order, 64 a word: matched. Shadow rules and keys outside a roll-out are among them.</summary>
    public ReadOnlySpan<ulong> Matched { get; }

    /// <summary>A bit a rule in source order, 64 a word: undetermined, because something was missing. Empty when it was not asked for.</summary>
    public ReadOnlySpan<ulong> Undetermined { get; }

    /// <summary>The positions of the rules that matched.</summary>
    public RuleBits MatchedRules => new(Matched);

    /// <summary>The positions of the rules that could not be determined.</summary>
    public RuleBits UndeterminedRules => new(Undetermined);

    /// <summary>The truth of a rule's condition. Undetermined rules show as false when they were not asked for.</summary>
    public Truth TruthOf(int rule) =>
        IsSet(Matched, rule) ? Truth.True : !Undetermined.IsEmpty && IsSet(Undetermined, rule) ? Truth.Unknown : Truth.False;

    private static bool IsSet(ReadOnlySpan<ulong> words, int rule) => (words[rule >> 6] >> (rule & 63) & 1) != 0;
}
