using Risk.Core.Tests.Rules.Planning;
using Risk.Events;

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

    [Fact]
    public void A_rule_said_to_be_never_true_is_true_on_no_event()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomRules(seed);
            RuleSet rules = StrategyProperties.Parse(random.Source(60));
            var never = rules.Analyze().Where(item => item.Code == "RR080").Select(item => item.Line - 1).ToHashSet();
            var evaluator = rules.CreateEvaluator();
            AttributeRow row = evaluator.CreateRow();
            var matches = evaluator.CreateMatches();
            for (int i = 0; i < 200; i++)
            {
                random.Fill(row);
                foreach (int rule in evaluator.Evaluate(row, matches).MatchedRules)
                {
                    Assert.DoesNotContain(rule, never);
                }
            }
        }
    }
}
