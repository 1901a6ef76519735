using Risk.Events;
using Risk.Rules;
using Risk.Rules.Evaluation;
using Risk.Rules.Planning;

namespace Risk.Core.Tests.Rules.Analysis;

/// <summary>What the analyser says of a rule set, one claim a warning, and a check of the claims on an event by the reference evaluator.</summary>
internal sealed class RuleVerdicts
{
    private readonly RuleSet _rules;
    private readonly (string Code, int Rule, int Other, bool IsAlways)[] _claims;
    private readonly IRuleProgram _reference;
    private readonly AttributeRow _row;
    private readonly ulong[] _matched;
    private readonly ulong[] _undetermined;

    /// <summary>Analyses the rules, which stand one a line.</summary>
    public RuleVerdicts(RuleSet rules)
    {
        _rules = rules;
        var ruleOfId = new Dictionary<string, int>();
        for (int i = 0; i < rules.Rules.Count; i++)
        {
            ruleOfId.Add(rules.Rules[i].Id, i);
        }

        // Warnings quote the rule first and the one that covers it second.
        _claims = [.. rules.Analyze().Select(warning => (
            warning.Code,
            ruleOfId[warning.Message.Split('\'')[1]],
            warning.Code is "RR082" or "RR083" ? ruleOfId[warning.Message.Split('\'')[3]] : -1,
            warning.Message.EndsWith("on every event", StringComparison.Ordinal)))];
        var layout = new AttributeLayoutBuilder(rules.Schema);
        _reference = RuleProgramFactory.Create(rules.Bound, layout, RuleStrategies.Reference);
        _row = layout.Build().CreateRow();
        _matched = new ulong[(rules.Rules.Count + 63) / 64];
        _undetermined = new ulong[_matched.Length];
    }

    /// <summary>The events checked.</summary>
    public int Events { get; private set; }

    /// <summary>The number of warnings.</summary>
    public int Count => _claims.Length;

    /// <summary>The kinds of warnings.</summary>
    public HashSet<string> Codes => [.. _claims.Select(static claim => claim.Code)];

    /// <summary>Checks every claim on an event.</summary>
    public void Check(Action<AttributeRow> fill)
    {
        Events++;
        _row.Clear();
        fill(_row);
        _reference.Evaluate(_row, _matched, _undetermined);
        foreach ((string code, int rule, int other, bool isAlways) in _claims)
        {
            Truth truth = TruthOf(rule);
            bool holds = code switch
            {
                "RR080" => truth != Truth.True,
                "RR081" => isAlways ? truth == Truth.True : truth != Truth.False,
                "RR082" => (truth == Truth.True) == (TruthOf(other) == Truth.True),
                "RR083" => truth != Truth.True || TruthOf(other) == Truth.True,
                _ => throw new InvalidOperationException($"No claim is known for {code}."),
            };
            Assert.True(holds, $"event {Events} refutes {code} of '{_rules.Rules[rule].Id}': {_rules.Bound.Rules[rule].Condition}");
        }
    }

    private Truth TruthOf(int rule) =>
        ((_matched[rule >> 6] >> (rule & 63)) & 1) != 0 ? Truth.True
        : ((_undetermined[rule >> 6] >> (rule & 63)) & 1) != 0 ? Truth.Unknown
        : Truth.False;
}
