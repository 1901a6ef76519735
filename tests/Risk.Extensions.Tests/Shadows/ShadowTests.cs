using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Risk.Scoring;

namespace Risk.Extensions.Tests.Shadows;

public sealed class ShadowTests : ServiceTest
{
    [Fact]
    public async Task Shadows_see_every_event_and_change_no_decision()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        Write("next.rules", "big: Block if :amount: > 100");
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .AddShadow("next", shadow => shadow.UseRules(FileOf("next.rules")))
            .AddShadow("same", static shadow => { }));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(RiskAction.Allow, scorer.Score(Payment(200)).Action);
            Assert.Equal(RiskAction.Block, scorer.Score(Payment(600)).Action);
        }

        await WaitAsync(() => scorer.Shadows.All(static shadow => shadow.ComparedCount == 200));
        ShadowComparison next = scorer.Shadows[0];
        Assert.Equal("next", next.Name);
        Assert.Equal(0.5, next.Agreement);
        Assert.Equal(100, next.Count(RiskAction.Allow, RiskAction.Block));
        Assert.Equal(100, next.Count(RiskAction.Block, RiskAction.Block));
        Assert.Equal(1, scorer.Shadows[1].Agreement);
        Assert.Equal(0, next.DroppedCount);
    }

    [Fact]
    public async Task Score_differences_are_measured_in_points()
    {
        Write("model.json", ModelFrom(0));
        using IHost host = await StartAsync(risk => risk
            .UseModel(ModelFile)
            .AddShadow("other", shadow => shadow.UseModel(Write("other.json", ModelFrom(1)))));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        scorer.Score(Payment(0));

        await WaitAsync(() => scorer.Shadows[0].ComparedCount == 1);
        Assert.Equal(50 - (100 / (1 + Math.E)), scorer.Shadows[0].MeanAbsoluteScoreDifference, 2);
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_and_never_blocks()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        using var gate = new ManualResetEventSlim();
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .ShadowQueue(8)
            .AddShadow("slow", shadow => shadow.UseModel(new WaitingModel(gate))));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(RiskAction.Allow, scorer.Score(Payment(200)).Action);
        }

        // One may be with the shadow, eight wait.
        Assert.InRange(scorer.Shadows[0].DroppedCount, 91, 92);
        gate.Set();
        await WaitAsync(() => scorer.Shadows[0].ComparedCount + scorer.Shadows[0].DroppedCount == 100);
    }

    [Fact]
    public async Task A_shadow_has_a_past_of_its_own()
    {
        Write("payments.rules", "busy: Review if count(:card:, 1h) >= 2");
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .UseWindows(new VelocityStore(new VelocityOptions { Clock = null }))
            .AddShadow("same", static shadow => { }));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        for (int i = 0; i < 5; i++)
        {
            scorer.Score(Payment(1));
        }

        await WaitAsync(() => scorer.Shadows[0].ComparedCount == 5);
        Assert.Equal(2, scorer.Shadows[0].Count(RiskAction.Allow, RiskAction.Allow));
        Assert.Equal(3, scorer.Shadows[0].Count(RiskAction.Review, RiskAction.Review));
    }

    [Fact]
    public async Task A_shadows_bad_file_does_not_stop_the_champions_reload()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        Write("next.rules", "big: Block if :amount: > 100");
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .AddShadow("next", shadow => shadow.UseRules(FileOf("next.rules")))
            .DoNotWatch());
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        Write("payments.rules", "bigger: Block if :amount: > 400");
        Write("next.rules", "big: Block if");
        ReloadStatus status = scorer.Reload();

        Assert.Equal("bigger", scorer.Score(Payment(501)).Rule);
        Assert.Equal(ReloadResult.Refused, status.Result);
        Assert.All(status.Problems, static problem => Assert.StartsWith("shadow next: ", problem.Message, StringComparison.Ordinal));
        await WaitAsync(() => scorer.Shadows[0].Count(RiskAction.Block, RiskAction.Block) == 1);
    }

    [Fact]
    public async Task Showing_events_to_shadows_allocates_nothing()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).AddShadow("same", static shadow => { }).ShadowQueue(64));
        IRiskScorer<CardPayment> scorer = host.Services.GetRequiredService<IRiskScorer<CardPayment>>();
        CardPayment payment = Payment(700);

        AllocationAssert.None(() => scorer.Score(in payment));
    }

    [Fact]
    public async Task An_experiment_splits_by_key_and_marks_what_it_changed()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        Write("next.rules", "challenger: Review if :amount: > 500");
        var split = new ExperimentSplit("autumn", challengerPercent: 20, controlPercent: 10);
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .UseExperiment(split, static (in CardPayment payment) => payment.Card, challenger => challenger.UseRules(FileOf("next.rules")))
            .DoNotWatch());
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        var arms = new int[3];

        for (int card = 0; card < 2_000; card++)
        {
            RiskDecision decision = scorer.Score(Payment(501, $"card-{card}"));
            ExperimentArm arm = split.ArmOf($"card-{card}");
            arms[(int)arm]++;
            (RiskAction action, DecisionFlags flag, string rule) = arm switch
            {
                ExperimentArm.Challenger => (RiskAction.Review, DecisionFlags.Challenger, "challenger"),
                ExperimentArm.Control => (RiskAction.Allow, DecisionFlags.ControlGroup, "big"),
                _ => (RiskAction.Block, DecisionFlags.None, "big"),
            };
            Assert.Equal((action, flag, rule), (decision.Action, decision.Flags, decision.Rule!));
        }

        Assert.InRange(arms[(int)ExperimentArm.Challenger], 340, 460);
        Assert.InRange(arms[(int)ExperimentArm.Control], 150, 250);

        Write("next.rules", "newer: Challenge");
        Assert.Equal(ReloadResult.Refused, scorer.Reload().Result);
        Write("next.rules", "newer: Review if :amount: > 500");
        Assert.Equal(ReloadResult.Published, scorer.Reload().Result);
        string challengers = Enumerable.Range(0, 2_000).Select(static card => $"card-{card}").First(card => split.ArmOf(card) == ExperimentArm.Challenger);
        Assert.Equal("newer", scorer.Score(Payment(501, challengers)).Rule);
    }

    [Fact]
    public async Task A_control_group_needs_no_challenger()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .UseExperiment(new ExperimentSplit("holdout", 0, controlPercent: 100), static (in CardPayment payment) => payment.Card));

        RiskDecision decision = ScorerOf(host).Score(Payment(501));

        Assert.Equal((RiskAction.Allow, DecisionFlags.ControlGroup, "big"), (decision.Action, decision.Flags, decision.Rule!));
    }

    /// <summary>A model that waits until it is let go.</summary>
    private sealed class WaitingModel(ManualResetEventSlim gate) : IRiskModel
    {
        public int FeatureCount => 1;

        public int OutputCount => 1;

        public Models.ModelInfo Info { get; } = new() { Kind = "test", Format = "code", FeatureNames = ["amount"] };

        public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
        {
            gate.Wait();
            outputs[0] = 0;
        }
    }
}
