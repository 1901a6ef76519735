using Risk.Rules;

namespace Risk.Core.Tests.Rules.Selection;

public sealed class RuleSelectionTests
{
    private const string Source = """
        review-1: Review if :amount_in_usd: > 10
        block-1: Block if :amount_in_usd: > 100
        challenge-1: Request 3D Secure if :amount_in_usd: > 50
        allow-1: Allow if :amount_in_usd: > 1000
        score-1: Score +30 if :amount_in_usd: > 5
        score-2: Score -10 if :amount_in_usd: > 20
        block-2: Block if :card_country: = 'US'
        shadow-1: shadow Block if :amount_in_usd: > 0
        """;

    [Theory]
    [InlineData(RuleSelection.Radar, "amount_in_usd=1; card_country=DE", "none; matched shadow-1")]
    [InlineData(RuleSelection.Radar, "amount_in_usd=20; card_country=DE", "Review by review-1; 30 points; matched review-1 score-1 shadow-1")]
    [InlineData(RuleSelection.Radar, "amount_in_usd=60; card_country=DE", "Review by review-1; challenge; 20 points; matched review-1 challenge-1 score-1 score-2 shadow-1")]
    [InlineData(RuleSelection.Radar, "amount_in_usd=200; card_country=DE", "Block by block-1; challenge; 20 points; matched review-1 block-1 challenge-1 score-1 score-2 shadow-1")]
    [InlineData(RuleSelection.Radar, "amount_in_usd=2000", "Allow by allow-1; challenge; 20 points; matched review-1 block-1 challenge-1 allow-1 score-1 score-2 shadow-1; undetermined block-2")]
    [InlineData(RuleSelection.Radar, "card_country=us", "Block by block-2; matched block-2; undetermined review-1 block-1 challenge-1 allow-1 score-1 score-2 shadow-1")]
    [InlineData(RuleSelection.First, "amount_in_usd=2000; card_country=DE", "Review by review-1; challenge; 20 points; matched review-1 block-1 challenge-1 allow-1 score-1 score-2 shadow-1")]
    [InlineData(RuleSelection.MostSevere, "amount_in_usd=60; card_country=US", "Block by block-2; challenge; 20 points; matched review-1 challenge-1 score-1 score-2 block-2 shadow-1")]
    [InlineData(RuleSelection.Score, "amount_in_usd=200; card_country=US", "none; challenge; 20 points; matched review-1 block-1 challenge-1 score-1 score-2 block-2 shadow-1")]
    public void Decides(RuleSelection selection, string values, string expected)
    {
        RuleSet rules = RuleSet.Parse(Source, options: new RuleSetOptions { Selection = selection });

        Assert.Equal(expected, RuleEvaluation.Run(rules, values));
    }

    [Fact]
    public void A_challenge_is_the_action_when_nothing_else_decides()
    {
        RuleSet rules = RuleSet.Parse("a: Request 3D Secure if :amount_in_usd: > 1\nb: Block if :amount_in_usd: > 5");

        Assert.Equal("Challenge by a; challenge; matched a", RuleEvaluation.Run(rules, "amount_in_usd=2"));
        Assert.Equal("Block by b; challenge; matched a b", RuleEvaluation.Run(rules, "amount_in_usd=7"));
    }

    [Fact]
    public void Points_are_clamped_only_where_they_decide()
    {
        const string source = "a: Score +80 if true\nb: Score +70 if true";

        Assert.Equal("none; 150 points; matched a b", RuleEvaluation.Run(RuleSet.Parse(source), ""));
        Assert.Equal("none; 100 points; matched a b", RuleEvaluation.Run(RuleSet.Parse(source, options: new RuleSetOptions { Selection = RuleSelection.Score }), ""));
    }

    [Fact]
    public void Later_rules_read_the_points_of_earlier_ones()
    {
        RuleSet rules = RuleSet.Parse("""
            early: Block if :rule_points: > 10
            a: Score +15 if :amount_in_usd: > 1
            late: Review if :rule_points: > 10
            """);

        Assert.Equal("Review by late; 15 points; matched a late", RuleEvaluation.Run(rules, "amount_in_usd=2"));
    }

    [Fact]
    public void A_roll_out_acts_on_a_stable_share_of_keys()
    {
        RuleSet rules = RuleSet.Parse("a: Block 25% by :card_fingerprint: if :amount_in_usd: > 1");
        RuleEvaluator evaluator = rules.CreateEvaluator();
        RuleMatches matches = evaluator.CreateMatches();
        Risk.Events.AttributeRow row = evaluator.CreateRow();
        int acted = 0;
        const int keys = 4_000;
        for (int i = 0; i < keys; i++)
        {
            RuleEvaluation.Fill(row, $"amount_in_usd=2; card_fingerprint=card-{i}");
            RuleResult first = evaluator.Evaluate(row, matches);
            acted += first.Action is null ? 0 : 1;
            Assert.Equal(Truth.True, first.TruthOf(0));
            Assert.Equal(first.Action, evaluator.Evaluate(row, matches).Action);
        }

        Assert.InRange(acted, keys / 4 - 150, keys / 4 + 150);
        RuleEvaluation.Fill(row, "amount_in_usd=2");
        Assert.Null(evaluator.Evaluate(row, matches).Action);
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        RuleSet rules = RuleSet.Parse(Source + "\nshared: Review 10% by :card_fingerprint: if :amount_in_usd: > 1");
        RuleEvaluator evaluator = rules.CreateEvaluator();
        RuleMatches matches = evaluator.CreateMatches();
        Risk.Events.AttributeRow row = RuleEvaluation.Fill(evaluator.CreateRow(), "amount_in_usd=2000; card_country=US; card_fingerprint=x");

        AllocationAssert.None(() => evaluator.Evaluate(row, matches));
    }

    [Fact]
    public void Wrong_rows_and_spans_are_refused()
    {
        RuleEvaluator evaluator = RuleSet.Parse("Block if true").CreateEvaluator();
        RuleEvaluator other = RuleSet.Parse("Block if true").CreateEvaluator();

        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(other.CreateRow(), evaluator.CreateMatches()));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(evaluator.CreateRow(), new ulong[2], []));
    }
}
