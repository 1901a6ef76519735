using Risk.Core.Tests.Rules.Planning;
using Risk.Events;
using Risk.Rules;

namespace Risk.Core.Tests.Rules.Analysis;

/// <summary>The analyser's findings, and that none of them is a false alarm.</summary>
public sealed class RuleAnalyzerTests
{
    [Theory]
    [InlineData("Block if :n1: > 5 and :n1: < 3", "RR080")]
    [InlineData("Block if :t1: = 'a' and :t1: = 'b'", "RR080")]
    [InlineData("Block if :n1: > 5 or :n1: <= 5", "RR081")]
    [InlineData("Block if exists(:n1:) or is_missing(:n1:)", "RR081")]
    [InlineData("Block if :n1: > 5\nBlock if not (:n1: <= 5)", "RR082")]
    [InlineData("Block if :n1: > 5\nBlock if :n1: > 7 and :b1:", "RR083")]
    [InlineData("Review if :t1: in ('a', 'b')\nAllow if :t1: in ('b', 'a', 'k')", "RR083")]
    [InlineData("Block if :n1: > 5\nAllow if :n1: > 7", "")]
    [InlineData("Block if :n1: > 5\nBlock if :n1: > 4", "")]
    [InlineData("Block if :n1: > 5 and :n2: > 5\nBlock if :n1: > 5 and :n3: > 5", "")]
    public void Finds_rules_that_do_not_do_what_was_meant(string source, string expected) =>
        Assert.Equal(expected, string.Join(' ', StrategyProperties.Parse(source).Analyze().Select(item => item.Code)));

    [Theory]
    [InlineData("Block if :n1: > 5\nBlock if :n1: > 7 and :b1:", "for example on :n1: = 8, :b1: = true")]
    [InlineData("Review if :t1: in ('a', 'b')\nReview if :t1: = 'B' and is_missing(:n1:)", "for example on :n1: missing, :t1: = 'a'|:t1: = 'b'|:t1: = 'B'")]
    [InlineData("Block if :n1: < 0.5\nBlock if :n1: between 0.1 and 0.2", "for example on :n1: = 0.2")]
    public void Covered_rules_come_with_an_event_where_both_hold(string source, string expected)
    {
        string message = StrategyProperties.Parse(source).Analyze()[0].Message;

        Assert.Contains(expected.Split('|'), part => message.Contains(part, StringComparison.Ordinal));
    }

    // A warning that an event refutes is a false alarm: never true, always true, the same, covered.
    [Fact]
    public void No_event_refutes_a_warning()
    {
        var seen = new HashSet<string>();
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new RandomRules(seed);
            string source = Simple(seed) + random.Source(40);
            RuleSet rules = StrategyProperties.Parse(source);
            RiskDiagnostic[] warnings = [.. rules.Analyze()];
            seen.UnionWith(warnings.Select(static item => item.Code));
            RuleEvaluator evaluator = rules.CreateEvaluator();
            AttributeRow row = evaluator.CreateRow();
            RuleMatches matches = evaluator.CreateMatches();
            for (int i = 0; i < 300; i++)
            {
                random.Fill(row);
                RuleResult result = evaluator.Evaluate(row, matches);
                foreach (RiskDiagnostic warning in warnings)
                {
                    AssertHolds(warning, rules, result);
                }
            }
        }

        Assert.Equal(["RR080", "RR081", "RR082", "RR083"], seen.Order(StringComparer.Ordinal));
    }

    private static void AssertHolds(RiskDiagnostic warning, RuleSet rules, RuleResult result)
    {
        int rule = warning.Line - 1;
        Truth truth = result.TruthOf(rule);
        switch (warning.Code)
        {
            case "RR080":
                Assert.NotEqual(Truth.True, truth);
                break;
            case "RR081" when warning.Message.EndsWith("on every event", StringComparison.Ordinal):
                Assert.Equal(Truth.True, truth);
                break;
            case "RR081":
                Assert.NotEqual(Truth.False, truth);
                break;
            default:
                string other = warning.Message.Split('\'')[3];
                Truth covering = result.TruthOf(Enumerable.Range(0, rules.Rules.Count).First(index => rules.Rules[index].Id == other));
                Assert.False(truth == Truth.True && covering != Truth.True, warning.ToString());
                Assert.False(warning.Code == "RR082" && covering == Truth.True && truth != Truth.True, warning.ToString());
                Assert.False(warning.Code == "RR083" && result.Rule == rules.Rules[rule], warning.ToString());
                break;
        }
    }

    // Short conditions over few values, so that rules often meet.
    private static string Simple(int seed)
    {
        var random = new Random(seed);
        var source = new System.Text.StringBuilder();
        for (int i = 0; i < 40; i++)
        {
            string Predicate() => random.Next(6) switch
            {
                0 => ":b1:",
                1 => $":t1: {(random.Next(2) == 0 ? "=" : "!=")} '{(char)('a' + random.Next(3))}'",
                2 => $":t1: {(random.Next(2) == 0 ? "in" : "not in")} ('a', '{(char)('b' + random.Next(2))}')",
                3 => "is_missing(:n1:)",
                _ => $":n1: {(random.Next(2) == 0 ? "<=" : ">")} {random.Next(4)}",
            };
            string condition = string.Join(random.Next(2) == 0 ? " and " : " or ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? $"not {Predicate()}" : Predicate()));
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $"s{i}: {(random.Next(2) == 0 ? "Block" : "Review")} if {condition}\n");
        }

        return source.ToString();
    }
}
