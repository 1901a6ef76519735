using Risk.Events;
using Risk.Features;
using Risk.Models.Calibration;
using Risk.Scoring;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Core.Tests.Scoring;

public sealed class RiskScorerTests
{
    private const string Rules = """
        staff: Allow if :card: = 'staff'
        foreign: Block if :card_country: != :ip_country: and :amount: > 500 because 'Countries differ on a large payment'
        proof: Request 3D Secure if :is_disposable:
        busy: Review if count(:card:, 1h) >= 3
        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rule_decides_before_the_policy_and_is_the_first_reason()
    {
        RiskScorer<Payment> scorer = Builder().Build();

        RiskDecision decision = scorer.Score(Payment(amount: 900, ipCountry: "FR"));

        Assert.Equal(RiskAction.Block, decision.Action);
        Assert.Equal("foreign", decision.Rule);
        Assert.Equal("Countries differ on a large payment", decision.Reasons[0].Text);
        Assert.Equal(ReasonSource.Rule, decision.Reasons[0].Source);
    }

    [Fact]
    public void Without_a_deciding_rule_the_policy_decides_and_features_are_the_reasons()
    {
        RiskScorer<Payment> scorer = Builder().Build();

        RiskDecision decision = scorer.Score(Payment(amount: 700));

        Assert.Equal(RiskAction.Review, decision.Action);
        Assert.Null(decision.Rule);
        Assert.Equal(0.7, decision.Probability, 6);
        Assert.Equal(70, decision.Score, 4);
        Assert.Equal("risk", decision.Reasons[0].Code);
    }

    [Fact]
    public void A_challenge_rule_acts_only_where_the_policy_would_let_pass()
    {
        RiskScorer<Payment> scorer = Builder().Build();

        RiskDecision challenged = scorer.Score(Payment(amount: 10) with { IsDisposable = true });
        RiskDecision blocked = scorer.Score(Payment(amount: 990) with { IsDisposable = true });

        Assert.Equal((RiskAction.Challenge, "proof"), (challenged.Action, challenged.Rule));
        Assert.Equal((RiskAction.Block, (string?)null), (blocked.Action, blocked.Rule));
        Assert.True(challenged.ChallengeRequested && blocked.ChallengeRequested);
    }

    [Fact]
    public void Windows_see_the_past_and_not_the_event_itself()
    {
        RiskScorer<Payment> scorer = Builder().Build();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(RiskAction.Allow, scorer.Score(Payment(amount: 10) with { CreatedAt = Start.AddMinutes(i) }).Action);
        }

        Assert.Equal("busy", scorer.Preview(Payment(amount: 10) with { CreatedAt = Start.AddMinutes(4) }).Rule);
        Assert.Equal("busy", scorer.Score(Payment(amount: 10) with { CreatedAt = Start.AddMinutes(4) }).Rule);
        Assert.Null(scorer.Score(Payment(amount: 10) with { CreatedAt = Start.AddHours(2) }).Rule);
    }

    [Fact]
    public void A_failing_model_leaves_the_decision_to_the_fallback()
    {
        RiskScorer<Payment> scorer = Builder().UsePolicy(policy => policy.Block(from: 85).Fallback(RiskAction.Challenge)).Build();

        RiskDecision decision = scorer.Score(Payment(amount: -1000));

        Assert.Equal(RiskAction.Challenge, decision.Action);
        Assert.Equal(DecisionFlags.ModelFailed | DecisionFlags.FallbackUsed, decision.Flags & (DecisionFlags.ModelFailed | DecisionFlags.FallbackUsed));
        Assert.True(double.IsNaN(decision.Probability));
    }

    [Fact]
    public void Rules_alone_and_a_model_alone_are_scorers_too()
    {
        RiskScorer<Payment> rulesOnly = RiskScorer.For(Scoring.Payment.Reader)
            .UseRules(RuleSet.Parse("big: Review if :amount: > 100", Scoring.Payment.Reader.Schema)).Build();
        RiskScorer<Payment> modelOnly = RiskScorer.For(Scoring.Payment.Reader)
            .UseModel(new FixedModel("amount")).UsePolicy(policy => policy.Block(from: 50)).Build();

        Assert.Equal("big", rulesOnly.Score(Payment(amount: 101)).Rule);
        Assert.Equal(RiskAction.Allow, rulesOnly.Score(Payment(amount: 100)).Action);
        Assert.Equal(RiskAction.Block, modelOnly.Score(Payment(amount: 0.5)).Action);
        Assert.Equal(RiskAction.Allow, modelOnly.Score(Payment(amount: 0.25)).Action);
    }

    [Fact]
    public void A_second_model_is_read_by_rules_under_its_name()
    {
        RuleSet rules = RuleSet.Parse(
            "bust: Block if :bust_out_score: > 60",
            Scoring.Payment.Reader.Schema,
            new Risk.Rules.RuleSetOptions { ModelOutputs = ["probability", "risk_score", "bust_out_probability", "bust_out_score"] });
        RiskScorer<Payment> scorer = RiskScorer.For(Scoring.Payment.Reader)
            .UseModel(new FixedModel("amount"))
            .UseModel(new ScorerModel(new FixedModel("amount")) { Name = "bust_out", Calibration = new Doubling() })
            .UseRules(rules).Build();

        Assert.Equal("bust", scorer.Score(Payment(amount: 0.4)).Rule);
        Assert.Null(scorer.Score(Payment(amount: 0.29)).Rule);
        Assert.Equal(0.4f, (float)scorer.Score(Payment(amount: 0.4)).Probability);
    }

    [Fact]
    public void All_misfits_are_told_together()
    {
        FeaturePipeline pipeline = FeaturePipeline.Build(Scoring.Payment.Reader.Schema, build => build.AddNumbers("amount"));
        var wrong = new FixedModel("a", "b")
        {
            Info = new() { Kind = "linear", Format = "code", PipelineFingerprint = new Fingerprint(7) },
        };

        RiskFormatException exception = Assert.Throws<RiskFormatException>(() => RiskScorer.For(Scoring.Payment.Reader)
            .UsePipeline(pipeline).UseModel(wrong).UseModel(wrong)
            .UsePolicy(policy => policy.ExpectedValue(new ExpectedValueModel { Margin = 0.1, AmountAttribute = "amuont" }))
            .UseRules(RuleSet.Parse("Review if count(:card:, 1h) > 1", Scoring.Payment.Reader.Schema)).Build());

        Assert.Equal(["RB001", "RB003", "RB004", "RB003", "RB004", "RB006", "RB008"], exception.Diagnostics.Select(problem => problem.Code));
        Assert.Contains("did you mean 'amount'?", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(200)]
    public void Batches_decide_as_one_by_one(int count)
    {
        // The models fail for an amount of -1000; a few events share a card and a second.
        Payment[] payments =
        [
            .. Enumerable.Range(0, count).Select(i => Payment(amount: i % 13 == 7 ? -1000 : i * 5 % 990, ipCountry: i % 3 == 0 ? "FR" : "DE") with
            {
                Card = $"c{i % 4}",
                CreatedAt = Start.AddSeconds(i / 3 * 40),
            }),
        ];
        var decisions = new RiskDecision[count];
        RiskScorerBuilder<Payment> Both() => Builder().UseModel(new ScorerModel(new FixedModel("amount")) { Name = "second", Calibration = new Doubling() }).TrackUndeterminedRules();
        Both().Build().Score(payments, decisions);
        RiskScorer<Payment> scorer = Both().Build();
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Told(scorer.Score(in payments[i])), Told(decisions[i]));
        }

        Assert.Throws<ArgumentException>(() => scorer.Score(payments, decisions.AsSpan(1)));

        static string Told(in RiskDecision decision) =>
            $"{decision.Action} {decision.Rule} {decision.Probability:R} {decision.Score:R} {decision.Flags} {decision.Version} "
            + string.Join(", ", decision.Reasons.AsSpan().ToArray().Select(reason => $"{reason.Code} {reason.Contribution:R}"));
    }

    [Fact]
    public void A_batch_whose_event_cannot_be_read_records_none_of_those_read_with_it()
    {
        string rules = string.Join('\n', Enumerable.Range(0, 40).Select(n => $"seen{n}: Review if count(:card:, 1h) = {n}"));
        RiskScorer<Payment> New(IEventReader<Payment> reader) => RiskScorer.For(reader).UseWindows(new VelocityStore()).UseModel(new FixedModel("amount"))
            .UsePipeline(FeaturePipeline.Build(reader.Schema, build => build.AddNumbers("amount"))).UseRules(RuleSet.Parse(rules, reader.Schema)).Build();
        Payment[] payments = [.. Enumerable.Range(0, 32).Select(i => Payment(amount: i == 20 ? BreakingReader.Breaks : 1))];
        RiskScorer<Payment> breaking = New(new BreakingReader());
        RiskScorer<Payment> whole = New(Scoring.Payment.Reader);

        Assert.Throws<InvalidOperationException>(() => breaking.Score(payments, new RiskDecision[payments.Length]));
        whole.Score(payments.AsSpan(0, 16), new RiskDecision[16]);

        Assert.NotNull(whole.Preview(in payments[0]).Rule);
        Assert.Equal(whole.Preview(in payments[0]).Rule, breaking.Preview(in payments[0]).Rule);
    }

    [Fact]
    public void Batches_allocate_nothing()
    {
        RiskScorer<Payment> scorer = Builder().TrackUndeterminedRules().Build();
        Payment[] payments = [.. Enumerable.Range(0, 40).Select(i => Payment(amount: i * 15, ipCountry: i % 2 == 0 ? "FR" : "DE") with { Card = $"c{i}" })];
        var decisions = new RiskDecision[payments.Length];
        AllocationAssert.None(() => scorer.Score(payments, decisions));
    }

    [Fact]
    public void An_explanation_accounts_for_everything()
    {
        DecisionTrace trace = Builder().Build().Explain(Payment(amount: 900, ipCountry: "FR"));

        Assert.Equal("foreign", trace.Decision.Rule);
        Assert.Equal("900", trace.Attributes.Single(value => value.Name == "amount").Value);
        Assert.Equal("FR", trace.Attributes.Single(value => value.Name == "ip_country").Value);
        Assert.Null(trace.Attributes.Single(value => value.Name == "is_disposable").Value);
        Assert.Equal("risk", Assert.Single(trace.Features).Name);
        Assert.Equal(4, trace.Rules!.Rules.Count);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        RiskScorer<Payment> scorer = Builder().TrackUndeterminedRules().Build();
        Payment[] payments = [.. Enumerable.Range(0, 64).Select(i => Payment(amount: i * 15, ipCountry: i % 2 == 0 ? "FR" : "DE") with { Card = $"c{i}" })];
        int next = 0;
        AllocationAssert.None(() => scorer.Preview(in payments[next++ & 63]));
    }

    [Fact]
    public void Threads_get_the_decisions_that_one_thread_gets()
    {
        RiskScorer<Payment> scorer = Builder().Build();
        Payment[] payments = [.. Enumerable.Range(0, 500).Select(i => Payment(amount: i * 2, ipCountry: i % 3 == 0 ? "FR" : "DE") with { Card = $"c{i}" })];
        RiskDecision[] expected = Array.ConvertAll(payments, payment => scorer.Preview(in payment));
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < payments.Length; i++)
            {
                RiskDecision decision = scorer.Preview(in payments[i]);
                Assert.Equal((expected[i].Action, expected[i].Rule, expected[i].Probability), (decision.Action, decision.Rule, decision.Probability));
            }
        });
    }

    [Fact]
    public void Vectors_are_scored_without_events()
    {
        VectorScorer scorer = RiskScorer.ForVectors(new FixedModel("a", "b")).UsePolicy(policy => policy.Review(from: 50)).Build();

        RiskDecision decision = scorer.Score([0.6f, 2f]);

        Assert.Equal(RiskAction.Review, decision.Action);
        Assert.Equal(["b", "a"], decision.Reasons.AsSpan().ToArray().Select(reason => reason.Code));
        Assert.Throws<ArgumentException>(() => scorer.Score([1f]));
        Assert.Equal(2, scorer.Explain([0.6f, 2f]).Features.Count);
    }

    [Fact]
    public void Shadows_see_the_same_past_and_never_decide()
    {
        RiskScorer<Payment> champion = Builder().Build();
        RiskScorer<Payment> shadow = Builder().UsePolicy(policy => policy.Block(from: 10)).Build();
        var scorer = new ShadowingScorer<Payment>(champion, ("strict", shadow));

        for (int i = 0; i < 50; i++)
        {
            Assert.NotEqual(RiskAction.Block, scorer.Score(Payment(amount: 200) with { Card = $"c{i}" }).Action);
        }

        ShadowComparison comparison = scorer.Comparisons[0];
        Assert.Equal(50, comparison.ComparedCount);
        Assert.Equal(50, comparison.Count(RiskAction.Allow, RiskAction.Block));
        Assert.Equal(0, comparison.Agreement);
        Assert.Equal(0, comparison.MeanAbsoluteScoreDifference);
    }

    [Fact]
    public void An_experiment_marks_its_arms()
    {
        RiskScorer<Payment> champion = Builder().Build();
        RiskScorer<Payment> challenger = Builder().UsePolicy(policy => policy.Block(from: 10)).Build();
        var split = new ExperimentSplit("strict", challengerPercent: 40, controlPercent: 20);
        var scorer = new ExperimentScorer<Payment>(split, (in Payment payment) => payment.Card, champion, challenger);
        for (int i = 0; i < 100; i++)
        {
            Payment payment = Payment(amount: 700) with { Card = $"c{i}" };
            RiskDecision decision = scorer.Score(in payment);
            (RiskAction Action, DecisionFlags Flag) expected = split.ArmOf(payment.Card) switch
            {
                ExperimentArm.Challenger => (RiskAction.Block, DecisionFlags.Challenger),
                ExperimentArm.Control => (RiskAction.Allow, DecisionFlags.ControlGroup),
                _ => (RiskAction.Review, DecisionFlags.None),
            };
            Assert.Equal(expected, (decision.Action, decision.Flags & (DecisionFlags.Challenger | DecisionFlags.ControlGroup)));
        }
    }

    private static RiskScorerBuilder<Payment> Builder()
    {
        EventSchema schema = Scoring.Payment.Reader.Schema;
        FeaturePipeline pipeline = FeaturePipeline.Build(schema, build => build.Add("risk", Feature.Number("amount").MinMax(0, 1000)));
        return RiskScorer.For(Scoring.Payment.Reader)
            .UsePipeline(pipeline)
            .UseModel(new FixedModel("risk"))
            .UseRules(RuleSet.Parse(Rules, schema))
            .UseWindows(new VelocityStore())
            .UsePolicy(policy => policy.Review(from: 65).Block(from: 85));
    }

    private static Payment Payment(double amount, string ipCountry = "DE") => new(amount, "c1", "DE", ipCountry, null, Start);

    private sealed class Doubling : ICalibration
    {
        public double Calibrate(double margin, double probability) => probability * 2;
    }
}
