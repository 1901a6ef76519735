using Risk.Events;
using Risk.Rules;

namespace Risk.Core.Tests.Rules;

public sealed class RuleTraceTests
{
    [Fact]
    public void Tells_the_truth_and_the_values_of_every_part()
    {
        RuleSet rules = RuleSet.Parse("""
            list @staff = ('a', 'b')
            define :is_foreign: = :card_country: != :ip_country:
            foreign: Block if :is_foreign: and (:amount_in_usd: * 2 > 500 or count(:card_fingerprint:, 60m) >= 3)
            staff: Allow if :card_fingerprint: in @staff
            ratio: Review if :amount_in_usd: / :average_usd_amount_on_card: > 5
            odd: shadow Review if not (:email: like '%@x.com') and coalesce(:ip_country:, 'US') = 'US'
            points: Score +10 if :card_country: = 'DE'
            late: Review if :rule_points: >= 10
            part: Block 1% by :card_fingerprint: if :card_country: = 'DE'
            """);
        RuleEvaluator evaluator = rules.CreateEvaluator(explain: true);
        AttributeRow row = RuleEvaluation.Fill(
            evaluator.CreateRow(), "card_country=DE; amount_in_usd=100; card_fingerprint=zz; average_usd_amount_on_card=0; email=it's@x.com");

        Snapshot.Match(evaluator.Explain(row).ToString());
    }

    [Fact]
    public void Needs_an_evaluator_that_keeps_texts()
    {
        RuleEvaluator evaluator = RuleSet.Parse("Block if true").CreateEvaluator();

        Assert.Throws<InvalidOperationException>(() => evaluator.Explain(evaluator.CreateRow()));
    }
}
