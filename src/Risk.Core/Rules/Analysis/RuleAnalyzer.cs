using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Diagnostics;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;
using Risk.Rules.Syntax;

namespace Risk.Rules.Analysis;

/// <summary>
/// Finds rules that can't do what their author meant: never true, always true, the same as another, or covered by one that
/// decides first. It reasons on the clauses of the planner, set by set, so it never alarms without cause; what lies in
/// arithmetic, functions and patterns it does not see. Load time only.
/// </summary>
internal sealed class RuleAnalyzer
{
    /// <summary>A rule that is never true.</summary>
    public const string NeverTrue = "RR080";

    /// <summary>A rule that is true on every event, or on every one that misses nothing.</summary>
    public const string AlwaysTrue = "RR081";

    /// <summary>A rule that does the same as an earlier one.</summary>
    public const string Duplicate = "RR082";

    /// <summary>A rule that another one always decides before.</summary>
    public const string Covered = "RR083";

    // Every pair of rules is compared: past this the analysis would outlast the reader's patience.
    private const int MaximumComparedRules = 20_000;

    private readonly BoundRuleSet _rules;
    private readonly RuleDiagnosticBag _diagnostics;
    private readonly Clause[][] _clauses;
    private readonly ulong[][] _sources;
    private ExampleEvent? _examples;

    private RuleAnalyzer(BoundRuleSet rules, RuleDiagnosticBag diagnostics)
    {
        _rules = rules;
        _diagnostics = diagnostics;
        _clauses = new Clause[rules.Rules.Count][];
        _sources = new ulong[rules.Rules.Count][];
    }

    /// <summary>Reports what it finds as warnings.</summary>
    public static void Analyze(BoundRuleSet rules, RuleDiagnosticBag diagnostics) => new RuleAnalyzer(rules, diagnostics).Run();

    private void Run()
    {
        var layout = new AttributeLayoutBuilder(_rules.Schema);
        var binding = new LayoutBinding(_rules.Columns, layout);
        var normalizer = new Normalizer(layout);
        var isNever = new bool[_clauses.Length];
        for (int rule = 0; rule < _clauses.Length; rule++)
        {
            BoundExpression condition = binding.Bind(_rules.Rules[rule].Condition);
            _clauses[rule] = Array.FindAll(ClauseExpansion.Expand(normalizer.Normalize(condition)), clause => clause.IsSatisfiable);
            _sources[rule] = Array.ConvertAll(_clauses[rule], SourcesOf);
            isNever[rule] = _clauses[rule].Length == 0;
            if (isNever[rule])
            {
                Warn(NeverTrue, rule, "this condition is never true: its parts contradict each other", "mend or remove the rule");
                continue;
            }

            Clause[] refuting = ClauseExpansion.Expand(normalizer.Normalize(condition, isTrue: false));
            if (!Array.Exists(refuting, clause => clause.IsSatisfiable))
            {
                string when = refuting.Length == 0 ? "on every event" : "on every event that has the attributes it reads";
                Warn(AlwaysTrue, rule, $"this condition is true {when}", "mend or remove the rule");
            }
        }

        _examples = new ExampleEvent(_rules, layout);
        if (_clauses.Length <= MaximumComparedRules)
        {
            FindCovered(isNever);
        }
    }

    private void FindCovered(bool[] isNever)
    {
        for (int rule = 0; rule < _clauses.Length; rule++)
        {
            if (isNever[rule])
            {
                continue;
            }

            for (int other = 0; other < _clauses.Length; other++)
            {
                if (other == rule || isNever[other] || !DecidesBefore(other, rule) || !Covers(other, rule))
                {
                    continue;
                }

                BoundRule covering = _rules.Rules[other];
                bool isSame = covering.Action == _rules.Rules[rule].Action && Covers(rule, other);
                Warn(
                    isSame ? Duplicate : Covered,
                    rule,
                    isSame
                        ? $"this rule does the same as '{covering.Id}' in line {covering.Line}"
                        : $"this rule never decides: whenever it is true, '{covering.Id}' in line {covering.Line} is too and decides first{ExampleOf(rule)}",
                    "remove one of the two, or narrow the other");
                break;
            }
        }
    }

    // Whether a rule decides before another when both are true. Percentages and shadows leave room for the other.
    private bool DecidesBefore(int first, int second)
    {
        BoundRule winner = _rules.Rules[first];
        BoundRule loser = _rules.Rules[second];
        if (winner.IsShadow || loser.IsShadow || winner.PercentageKey is not null || winner.Action == RuleAction.Score || loser.Action == RuleAction.Score
            || winner.Action == RuleAction.Challenge || loser.Action == RuleAction.Challenge)
        {
            return false;
        }

        int byRank = _rules.Selection switch
        {
            RuleSelection.Radar => RadarRank(winner.Action).CompareTo(RadarRank(loser.Action)),
            RuleSelection.MostSevere => SevereRank(winner.Action).CompareTo(SevereRank(loser.Action)),
            RuleSelection.First => 0,
            _ => 1,
        };
        return byRank < 0 || (byRank == 0 && first < second);
    }

    // Whether one rule is true whenever another is.
    private bool Covers(int covering, int covered)
    {
        for (int i = 0; i < _clauses[covered].Length; i++)
        {
            bool isCovered = false;
            for (int j = 0; j < _clauses[covering].Length && !isCovered; j++)
            {
                // A clause that asks about a source the other does not know can't hold wherever the other does.
                isCovered = (_sources[covering][j] & ~_sources[covered][i]) == 0 && _clauses[covered][i].Implies(_clauses[covering][j]);
            }

            if (!isCovered)
            {
                return false;
            }
        }

        return true;
    }

    private void Warn(string code, int rule, string message, string suggestion)
    {
        BoundExpression condition = _rules.Rules[rule].Condition;
        _diagnostics.Warning(code, new SourceSpan(condition.Start, Math.Max(condition.Length, 1)), $"rule '{_rules.Rules[rule].Id}': {message}", suggestion);
    }

    private string ExampleOf(int rule) =>
        _clauses[rule].Select(_examples!.Of).FirstOrDefault(static example => example is not null) is { } example ? $", for example on {example}" : "";

    private static ulong SourcesOf(Clause clause)
    {
        ulong sources = 0;
        foreach (Literal literal in clause.Literals)
        {
            sources |= 1UL << ((((int)literal.Source.Kind * 31) + (literal.Source.First * 7) + literal.Source.Second + 1) & 63);
        }

        return sources;
    }

    private static int RadarRank(RuleAction action) => action switch
    {
        RuleAction.Allow => 0,
        RuleAction.Block => 1,
        _ => 2,
    };

    private static int SevereRank(RuleAction action) => action switch
    {
        RuleAction.Block => 0,
        RuleAction.Review => 1,
        _ => 2,
    };
}
