using Risk.Events;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// A rule set ready for one layout: the program that tells what is true, then the rules' shares of keys, points and the choice of the deciding rule.
/// </summary>
/// <remarks>Immutable. Allocations: none. Thread safety: safe for distinct rows.</remarks>
internal sealed class CompiledRules
{
    private readonly IRuleProgram _program;
    private readonly RuleSelector _selector;
    private readonly (int Rule, RuleShare Share)[] _shares;

    private CompiledRules(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        Rules = rules.Rules;
        _program = RuleProgramFactory.Create(rules, layout);
        _selector = new RuleSelector(rules.Rules, rules.Selection);
        var binding = new LayoutBinding(rules.Columns, layout);
        _shares =
        [
            .. Enumerable.Range(0, Rules.Count).Where(rule => Rules[rule].PercentageKey is not null)
                .Select(rule => (rule, RuleShare.Create(Rules[rule], binding, layout))),
        ];
    }

    /// <summary>The rules in source order; bit r of every bit set is rule r.</summary>
    public IReadOnlyList<BoundRule> Rules { get; }

    /// <summary>The words of a bit set over the rules.</summary>
    public int WordCount => (Rules.Count + 63) / 64;

    /// <summary>The strategy that evaluates the rules.</summary>
    public string Strategy => _program.Strategy;

    /// <summary>Compiles a rule set and asks the layout for what it reads.</summary>
    public static CompiledRules Create(BoundRuleSet rules, AttributeLayoutBuilder layout) => new(rules, layout);

    /// <summary>Evaluates all rules and chooses.</summary>
    /// <param name="row">A filled row; its points column is written when the rules read it.</param>
    /// <param name="matched">Receives every true rule, <see cref="WordCount"/> words; rules whose share leaves the event out are cleared.</param>
    /// <param name="undetermined">Receives every unknown rule, or empty when nobody asks.</param>
    public RuleOutcome Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        _program.Evaluate(row, matched, undetermined);
        foreach ((int rule, RuleShare share) in _shares)
        {
            ulong bit = 1UL << rule;
            if ((matched[rule >> 6] & bit) != 0 && !share.Includes(row))
            {
                matched[rule >> 6] &= ~bit;
            }
        }

        return _selector.Select(matched, undetermined);
    }
}
