using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Risk.Scoring;
using Risk.TestKit;
using Risk.Velocity;
using Xunit;

namespace Risk.Extensions.Tests;

[RiskEvent]
public readonly partial record struct CardPayment([property: Key] string Card, decimal Amount, DateTimeOffset CreatedAt);

public sealed class AddRiskScoringTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-").FullName;

    private string RulesFile => Path.Combine(_folder, "payments.rules");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_service_gets_decisions_from_its_rules_file()
    {
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch());
        IRiskScorer<CardPayment> scorer = host.Services.GetRequiredService<IRiskScorer<CardPayment>>();

        Assert.Equal(RiskAction.Block, scorer.Score(Payment(501)).Action);
        Assert.Equal(RiskAction.Allow, scorer.Score(Payment(500)).Action);
        Assert.Same(scorer, host.Services.GetRequiredService<ReloadableScorer<CardPayment>>());
    }

    [Fact]
    public async Task A_wrong_file_stops_the_start_with_every_problem()
    {
        File.WriteAllText(RulesFile, "Block if :amuont: > 1\nReview if :amount: == 2");

        RiskFormatException exception = await Assert.ThrowsAsync<RiskFormatException>(
            () => StartAsync(risk => risk.UseRules(RulesFile).UseModel(Path.Combine(_folder, "none.json"))));

        Assert.True(exception.Diagnostics.Count >= 3, exception.Message);
        Assert.Contains("none.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_goes_live_and_a_bad_one_is_refused()
    {
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).PollSources(TimeSpan.FromMilliseconds(20)));
        ReloadableScorer<CardPayment> scorer = host.Services.GetRequiredService<ReloadableScorer<CardPayment>>();
        string before = scorer.Version;

        Replace("big: Block if :amount: > 100");
        await WaitAsync(() => scorer.Version != before);
        Assert.Equal(RiskAction.Block, scorer.Score(Payment(101)).Action);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(scorer)).Status);

        string good = scorer.Version;
        Replace("big: Block if :amount > 100");
        await WaitAsync(() => !scorer.Status.IsCurrent);
        Assert.Equal(good, scorer.Version);
        Assert.Equal(RiskAction.Block, scorer.Score(Payment(101)).Action);
        HealthCheckResult health = await HealthAsync(scorer);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("payments.rules(1,", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_system_tells_of_a_replaced_file()
    {
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile));
        ReloadableScorer<CardPayment> scorer = host.Services.GetRequiredService<ReloadableScorer<CardPayment>>();
        string before = scorer.Version;

        Replace("big: Block if :amount: > 50");

        await WaitAsync(() => scorer.Version != before);
        Assert.Equal(RiskAction.Block, scorer.Score(Payment(51)).Action);
    }

    [Fact]
    public async Task No_decision_is_torn_while_rules_are_swapped()
    {
        File.WriteAllText(RulesFile, "even: Block if :amount: > 10");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch());
        ReloadableScorer<CardPayment> scorer = host.Services.GetRequiredService<ReloadableScorer<CardPayment>>();
        string even = scorer.Version;
        using var stop = new CancellationTokenSource();
        long[] decisions = new long[2];
        Task[] callers = [.. Enumerable.Range(0, 2).Select(caller => Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    RiskDecision decision = scorer.Score(Payment(20));
                    Assert.Equal(decision.Version == even ? "even" : "odd", decision.Rule);
                    Interlocked.Increment(ref decisions[caller]);
                }
            },
            TaskCreationOptions.LongRunning))];
        await WaitAsync(() => decisions.All(static count => count > 0));
        for (int swap = 1; swap <= 200; swap++)
        {
            File.WriteAllText(RulesFile, swap % 5 == 0 ? "Block if" : swap % 2 == 0 ? "even: Block if :amount: > 10" : "odd: Block if :amount: > 10");
            Assert.Equal(swap % 5 != 0, scorer.Reload().IsCurrent);
        }

        stop.Cancel();
        await Task.WhenAll(callers);
    }

    [Fact]
    public async Task Windows_outlive_a_reload()
    {
        File.WriteAllText(RulesFile, "busy: Review if count(:card:, 1h) >= 2");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).UseWindows(new VelocityStore(new VelocityOptions { Clock = null })).DoNotWatch());
        ReloadableScorer<CardPayment> scorer = host.Services.GetRequiredService<ReloadableScorer<CardPayment>>();
        scorer.Score(Payment(1));
        scorer.Score(Payment(1));

        scorer.Reload();

        Assert.Equal("busy", scorer.Score(Payment(1)).Rule);
    }

    [Fact]
    public async Task Scoring_allocates_nothing()
    {
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch().WarmUp(Payment(1)));
        IRiskScorer<CardPayment> scorer = host.Services.GetRequiredService<IRiskScorer<CardPayment>>();
        CardPayment payment = Payment(700);

        AllocationAssert.None(() => scorer.Score(in payment));
    }

    [Fact]
    public async Task A_second_call_continues_the_first()
    {
        File.WriteAllText(RulesFile, "big: Block if :amount: > 500");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRiskScoring<CardPayment>(risk => risk.UseRules("elsewhere.rules").DoNotWatch());
        builder.Services.AddRiskScoring<CardPayment>(risk => risk.UseRules(RulesFile));
        using IHost host = builder.Build();
        await host.StartAsync();

        Assert.Single(host.Services.GetServices<IRiskScorer<CardPayment>>());
        Assert.Equal("big", host.Services.GetRequiredService<IRiskScorer<CardPayment>>().Score(Payment(501)).Rule);
        Assert.Single(host.Services.GetRequiredService<RiskScorers>().All);
    }

    private static CardPayment Payment(decimal amount) => new("c1", amount, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Writes beside and renames over, as a careful deployment does, so that no reload can see half a file.</summary>
    private void Replace(string rules)
    {
        File.WriteAllText(RulesFile + ".new", rules);
        File.Move(RulesFile + ".new", RulesFile, overwrite: true);
    }

    private static async Task<IHost> StartAsync(Action<RiskScoringBuilder<CardPayment>> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddRiskScoring(configure);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<HealthCheckResult> HealthAsync(ReloadableScorer<CardPayment> scorer) =>
        await new RiskScoringHealthCheck(new RiskScorers([scorer])).CheckHealthAsync(new HealthCheckContext());

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (int i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(20);
        }

        Assert.True(condition(), "the change did not go live within ten seconds");
    }
}
