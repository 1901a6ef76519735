using System.Globalization;
using Risk;
using Spectre.Console;

namespace Demo.Credit;

/// <summary>How actions and outcomes fall together at the policy's thresholds.</summary>
internal static class Confusion
{
    public static void Print(string title, IEnumerable<(RiskAction Action, bool Bad)> decisions)
    {
        var counts = new int[4, 2];
        foreach ((RiskAction action, bool bad) in decisions)
        {
            counts[(int)action, bad ? 1 : 0]++;
        }

        Table table = new Table().Title(Markup.Escape(title)).AddColumn("action").AddColumn("good").AddColumn("bad").AddColumn("bad rate");
        foreach (RiskAction action in Enum.GetValues<RiskAction>())
        {
            int good = counts[(int)action, 0];
            int bad = counts[(int)action, 1];
            if (good + bad > 0)
            {
                string word = action switch { RiskAction.Allow => "grant", RiskAction.Block => "refuse", _ => action.ToString().ToLowerInvariant() };
                table.AddRow(word, good.ToString(CultureInfo.InvariantCulture), bad.ToString(CultureInfo.InvariantCulture), ((double)bad / (good + bad)).ToString("P1", CultureInfo.InvariantCulture));
            }
        }

        AnsiConsole.Write(table);
    }
}
