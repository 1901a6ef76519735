using System.Globalization;
using Risk.Events;
using Risk.Rules;

namespace Risk.Core.Tests.Rules;

/// <summary>Fills rows from short text: <c>amount_in_usd=5; card_country=US; is_recurring=true; ::tier::=gold</c>.</summary>
internal static class RuleEvaluation
{
    public static AttributeRow Fill(AttributeRow row, string values)
    {
        row.Clear();
        foreach (string pair in values.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = pair[..equals].Trim();
            string value = pair[(equals + 1)..].Trim();
            int position = row.Layout.Columns.IndexOf(name);
            if (position < 0)
            {
                throw new ArgumentException($"The rules read no attribute '{name}'.", nameof(values));
            }

            Set(row, position, value);
        }

        return row;
    }

    /// <summary>The decision and the matches as one line: <c>Block by r2; matched r1 r2; undetermined r3</c>.</summary>
    public static string Run(RuleSet rules, string values)
    {
        RuleEvaluator evaluator = rules.CreateEvaluator();
        AttributeRow row = Fill(evaluator.CreateRow(), values);
        return Describe(evaluator.Evaluate(row, evaluator.CreateMatches()), rules);
    }

    public static string Describe(RuleResult result, RuleSet rules)
    {
        var parts = new List<string> { result.Action is null ? "none" : $"{result.Action} by {result.Rule!.Id}" };
        if (result.ChallengeRequested)
        {
            parts.Add("challenge");
        }

        if (result.Points != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{result.Points} points"));
        }

        var matched = new List<string>();
        foreach (int rule in result.MatchedRules)
        {
            matched.Add(rules.Rules[rule].Id);
        }

        var undetermined = new List<string>();
        foreach (int rule in result.UndeterminedRules)
        {
            undetermined.Add(rules.Rules[rule].Id);
        }

        if (matched.Count > 0)
        {
            parts.Add($"matched {string.Join(' ', matched)}");
        }

        if (undetermined.Count > 0)
        {
            parts.Add($"undetermined {string.Join(' ', undetermined)}");
        }

        return string.Join("; ", parts);
    }

    private static void Set(AttributeRow row, int position, string value)
    {
        switch (row.Layout.Columns[position].Kind)
        {
            case AttributeKind.Number:
                row.SetNumber(position, double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case AttributeKind.Boolean:
                row.SetBoolean(position, bool.Parse(value));
                break;
            case AttributeKind.Timestamp:
                row.SetTimestamp(position, DateTimeOffset.Parse(value, CultureInfo.InvariantCulture));
                break;
            default:
                row.SetText(position, value.Trim('\''));
                break;
        }
    }
}
