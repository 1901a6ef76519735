using Risk.Events;
using Risk.Rules.Evaluation;
using Risk.Rules.Explanation;
using Risk.Rules.Planning;

namespace Risk.Rules.Selection;

/// <summary>
/// A rule set ready for the rows of one layout: its program and its selection. What a scorer keeps. Immutable and safe for
/// any number of threads.
/// </summary>
internal sealed class CompiledRules
{
    private readonly RuleSelector _selector;
    private readonly ReferenceRuleProgram? _reference;

    /// <summary>Compiles the rules and asks the layout for what they read.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="layout">The layout being built.</param>
    /// <param name="explain">True to keep what <see cref="Explain"/> needs: the characters of every text that a rule reads.</param>
    public CompiledRules(RuleSet rules, AttributeLayoutBuilder layout, bool explain)
    {
        Rules = rules;
        Program = RuleProgramFactory.Create(rules.Bound, layout);
        _selector = new RuleSelector(rules.Bound, layout);
        _reference = explain ? new ReferenceRuleProgram(rules.Bound, layout) : null;
    }

    public RuleSet Rules { get; }

    public IRuleProgram Program { get; }

    /// <summary>The words of a match set.</summary>
    public int WordCount => RuleMatches.WordsFor(Program.RuleCount);

    /// <summary>The rules as walks over trees; null when compiled without explain.</summary>
    public ReferenceRuleProgram? Reference => _reference;

    /// <summary>Whether <see cref="Explain"/> may be called.</summary>
    public bool CanExplain => _reference is not null;

    /// <summary>Evaluates every rule and picks the one that decides.</summary>
    /// <param name="row">A filled row, computed columns included.</param>
    /// <param name="matched"><see cref="WordCount"/> words; overwritten.</param>
    /// <param name="undetermined"><see cref="WordCount"/> words or empty; overwritten.</param>
    /// <remarks>Allocations: none. Thread safety: safe for distinct rows.</remarks>
    public RuleOutcome Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        Program.Evaluate(row, matched, undetermined);
        return _selector.Select(row, matched);
    }

    /// <summary>Whether a rule's roll-out includes the event's key.</summary>
    public bool Acts(int rule, AttributeRow row) => _selector.Acts(rule, row);

    /// <summary>The full account of every rule. Allocates.</summary>
    public RuleSetTrace Explain(AttributeRow row)
    {
        ReferenceRuleProgram reference = _reference ?? throw new InvalidOperationException("These rules were compiled without explain: true, so the texts they read were not kept.");
        var matched = new ulong[WordCount];
        var undetermined = new ulong[WordCount];
        RuleOutcome outcome = Evaluate(row, matched, undetermined);
        return RuleTracer.Trace(Rules, reference, _selector, row, outcome);
    }
}
