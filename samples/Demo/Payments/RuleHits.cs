using System.Globalization;
using Risk;
using Risk.Rules;
using Spectre.Console;

namespace Demo.Payments;

/// <summary>Counts what every rule matched, what it decided, and the fraud among it.</summary>
internal sealed class RuleHits(RuleSet rules)
{
    private readonly int[] _matched = new int[rules.Rules.Count];
    private readonly int[] _fraud = new int[rules.Rules.Count];
    private readonly int[] _decided = new int[rules.Rules.Count];
    private readonly int[,] _actions = new int[5, 2];

    public void Add(in RuleResult result, bool isFraud)
    {
        foreach (int rule in result.MatchedRules)
        {
            _matched[rule]++;
            _fraud[rule] += isFraud ? 1 : 0;
        }

        if (result.Rule is { } decided)
        {
            for (int rule = 0; rule < rules.Rules.Count; rule++)
            {
                _decided[rule] += ReferenceEquals(rules.Rules[rule], decided) ? 1 : 0;
            }
        }

        _actions[result.Action is { } action ? (int)action : 4, isFraud ? 1 : 0]++;
    }

    public void Print()
    {
        Table actions = new Table().Title("Actions").AddColumn("action").AddColumn("payments").AddColumn("fraud").AddColumn("fraud share");
        string[] names = [.. Enum.GetNames<RiskAction>().Select(static name => name.ToLowerInvariant()), "no rule"];
        for (int action = 0; action < names.Length; action++)
        {
            int all = _actions[action, 0] + _actions[action, 1];
            actions.AddRow(names[action], Number(all), Number(_actions[action, 1]), Share(_actions[action, 1], all));
        }

        AnsiConsole.Write(actions);
        int total = Enumerable.Range(0, names.Length).Sum(action => _actions[action, 1]);
        Table table = new Table().Title("Rules").AddColumn("rule").AddColumn("action").AddColumn("hits").AddColumn("decided").AddColumn("fraud caught").AddColumn("precision");
        for (int rule = 0; rule < rules.Rules.Count; rule++)
        {
            RuleInfo info = rules.Rules[rule];
            table.AddRow(
                Markup.Escape(info.Id),
                (info.IsShadow ? "shadow " : "") + info.Action.ToString().ToLowerInvariant(),
                Number(_matched[rule]),
                Number(_decided[rule]),
                $"{Number(_fraud[rule])} ({Share(_fraud[rule], total)})",
                Share(_fraud[rule], _matched[rule]));
        }

        AnsiConsole.Write(table);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(int part, int all) => all == 0 ? "-" : ((double)part / all).ToString("P1", CultureInfo.InvariantCulture);
}
