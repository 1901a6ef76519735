using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>
/// A rule set ready for one layout: the program that tells what is true, then roll-outs, points and the choice of the deciding rule.
/// Rules that read <c>:rule_points:</c> are evaluated one by one after the others, each with the points of the Score rules that stand before it.
/// </summary>
/// <remarks>Immutable. Allocations: none. Thread safety: safe for distinct rows.</remarks>
internal sealed class CompiledRules
{
    /// <summary>The computed column that holds the points of the Score rules so far.</summary>
    public const string PointsColumn = "rule_points";

    private readonly IRuleProgram _program;
    private readonly RuleSelector _selector;
    private readonly RollOut[] _rollOuts;
    private readonly int[] _independent;
    private readonly PointsReader[] _pointsReaders;
    private readonly int _pointsPosition;

    private CompiledRules(BoundRuleSet rules, AttributeLayoutBuilder layout)
    {
        Rules = rules.Rules;
        _selector = new RuleSelector(rules.Rules, rules.Selection);
        _rollOuts = RollOut.Of(rules.Rules, layout);
        bool[] readsPoints = [.. rules.Rules.Select(static rule => BoundReferences.Reads(rule.Condition, PointsColumn))];
        if (!readsPoints.Contains(true))
        {
            _program = RuleProgramFactory.Create(rules, layout);
            (_independent, _pointsReaders, _pointsPosition) = ([], [], layout.IndexOf(PointsColumn));
            return;
        }

        _pointsPosition = layout.AddComputed(PointsColumn, AttributeKind.Number);
        layout.Use(_pointsPosition, AttributeUse.Number);
        _independent = [.. Enumerable.Range(0, rules.Rules.Count).Where(rule => !readsPoints[rule])];
        _program = RuleProgramFactory.Create(rules with { Rules = [.. _independent.Select(rule => rules.Rules[rule])] }, layout);
        _pointsReaders =
        [
            .. Enumerable.Range(0, rules.Rules.Count).Where(rule => readsPoints[rule])
                .Select(rule => new PointsReader(rule, RuleProgramFactory.Create(rules with { Rules = [rules.Rules[rule]] }, layout))),
        ];
    }

    /// <summary>The rules in source order; bit r of every bit set is rule r.</summary>
    public IReadOnlyList<BoundRule> Rules { get; }

    /// <summary>The words of a bit set over the rules.</summary>
    public int WordCount => (Rules.Count + 63) / 64;

    /// <summary>The strategy that evaluates most of the rules.</summary>
    public string Strategy => _program.Strategy;

    public static CompiledRules Create(BoundRuleSet rules, AttributeLayoutBuilder layout) => new(rules, layout);

    /// <summary>Evaluates all rules and chooses.</summary>
    /// <param name="row">A filled row; its points column is written.</param>
    /// <param name="matched">Receives every true rule, <see cref="WordCount"/> words; rules outside their roll-out are cleared.</param>
    /// <param name="undetermined">Receives every unknown rule, or empty when nobody asks.</param>
    public RuleOutcome Evaluate(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        if (_pointsReaders.Length == 0)
        {
            _program.Evaluate(row, matched, undetermined);
        }
        else
        {
            EvaluateInOrder(row, matched, undetermined);
        }

        foreach (RollOut rollOut in _rollOuts)
        {
            rollOut.Apply(row, matched);
        }

        RuleOutcome outcome = _selector.Select(matched, undetermined);
        if (_pointsPosition >= 0)
        {
            row.SetNumber(_pointsPosition, outcome.Points);
        }

        return outcome;
    }

    private void EvaluateInOrder(AttributeRow row, Span<ulong> matched, Span<ulong> undetermined)
    {
        _program.Evaluate(row, matched, undetermined);
        Spread(matched);
        Spread(undetermined);
        Span<ulong> one = stackalloc ulong[2];
        foreach (PointsReader reader in _pointsReaders)
        {
            foreach (RollOut rollOut in _rollOuts)
            {
                rollOut.Apply(row, matched);
            }

            row.SetNumber(_pointsPosition, _selector.PointsBefore(matched, reader.Rule));
            reader.Program.Evaluate(row, one[..1], undetermined.IsEmpty ? [] : one[1..]);
            matched[reader.Rule >> 6] |= (one[0] & 1) << reader.Rule;
            if (!undetermined.IsEmpty)
            {
                undetermined[reader.Rule >> 6] |= (one[1] & 1) << reader.Rule;
            }
        }
    }

    // The independent rules were evaluated under packed indexes; moves their bits, highest first, to the rules' own.
    private void Spread(Span<ulong> bits)
    {
        if (bits.IsEmpty)
        {
            return;
        }

        bits[((_independent.Length + 63) / 64)..].Clear();
        for (int packed = _independent.Length - 1; packed >= 0; packed--)
        {
            int rule = _independent[packed];
            if (rule != packed)
            {
                ulong bit = (bits[packed >> 6] >> packed) & 1;
                bits[packed >> 6] &= ~(1UL << packed);
                bits[rule >> 6] |= bit << rule;
            }
        }
    }

    private readonly record struct PointsReader(int Rule, IRuleProgram Program);
}
