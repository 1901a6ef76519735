using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;
using Risk.Rules.Explanation;
using Risk.Rules.Functions;
using Risk.Rules.Selection;
using Risk.Rules.Syntax;

namespace Risk.Rules.Testing;

/// <summary>Counts which conditions of a rule set were seen true and which false.</summary>
internal sealed class ConditionCoverage
{
    private readonly RuleSet _rules;
    private readonly List<(int Rule, string Text, int Line)> _conditions = [];
    private readonly List<(bool True, bool False)> _seen = [];
    private readonly bool[] _matched;

    public ConditionCoverage(RuleSet rules)
    {
        _rules = rules;
        _matched = new bool[rules.Rules.Count];
        var source = new SourceText(rules.Bound.Source, null);
        for (int rule = 0; rule < rules.Rules.Count; rule++)
        {
            foreach (BoundExpression condition in ConditionsOf(rules.Bound.Rules[rule].Condition))
            {
                int line = condition.Start >= 0 && condition.Start <= source.Length ? source.LineAt(condition.Start) : rules.Rules[rule].Line;
                _conditions.Add((rule, condition.ToString()!, line));
                _seen.Add((false, false));
            }
        }
    }

    /// <summary>Notes what an event, evaluated before, shows.</summary>
    public void Record(CompiledRules compiled, AttributeRow row)
    {
        ReferenceRuleProgram reference = compiled.Reference!;
        var points = new RulePointsReplay(_rules, row);
        int index = 0;
        for (int rule = 0; rule < _matched.Length; rule++)
        {
            int mark = row.ScratchMark;
            foreach (BoundExpression condition in ConditionsOf(reference.ConditionOf(rule)))
            {
                Truth truth = RuleExpressions.Truth(condition, row);
                (bool seenTrue, bool seenFalse) = _seen[index];
                _seen[index++] = (seenTrue || truth == Truth.True, seenFalse || truth == Truth.False);
                row.ReleaseScratch(mark);
            }

            bool matches = RuleExpressions.Truth(reference.ConditionOf(rule), row) == Truth.True;
            row.ReleaseScratch(mark);
            _matched[rule] |= matches;
            if (matches && compiled.Acts(rule, row))
            {
                points.Add(_rules.Rules[rule], row);
            }
        }
    }

    public IReadOnlyList<RuleConditionCoverage> ToList()
    {
        var list = new RuleConditionCoverage[_conditions.Count];
        for (int i = 0; i < list.Length; i++)
        {
            (int rule, string text, int line) = _conditions[i];
            list[i] = new RuleConditionCoverage(_rules.Rules[rule], text, line, _seen[i].True, _seen[i].False);
        }

        return list;
    }

    public IReadOnlyList<RuleInfo> RulesNeverMatched() => [.. _rules.Rules.Where((_, index) => !_matched[index])];

    /// <summary>The parts that are conditions of their own rather than joined from others: in the same order for every layout.</summary>
    private static IEnumerable<BoundExpression> ConditionsOf(BoundExpression rule) =>
        BoundReferences.All(rule).Where(static part =>
            part.Type == BoundType.Boolean && part is not (BoundJunction or BoundNot or BoundTruth or BoundCall { Function: AnyOfFunction or AllOfFunction }));
}
