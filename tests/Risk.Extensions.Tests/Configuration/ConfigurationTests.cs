using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Risk.Extensions.Tests.Configuration;

public sealed class ConfigurationTests : ServiceTest
{
    [Fact]
    public async Task A_section_names_all_parts()
    {
        Write("model.json", ModelFrom(100));
        Write("payments.rules", "listed: Block if :card: in @stolen\nsecond: Review if :other_score: > 50 and :amount: < 50");
        Write("other.json", ModelFrom(10));
        Write("stolen.txt", "c9");
        using IHost host = await StartAsync((IServiceCollection services) => services.AddRiskScoring<CardPayment>(Section(
            ("Risk:Payments:Model", ModelFile),
            ("Risk:Payments:Models:other", FileOf("other.json")),
            ("Risk:Payments:Rules", RulesFile),
            ("Risk:Payments:Lists:stolen", FileOf("stolen.txt")),
            ("Risk:Payments:Policy:Review", "50"),
            ("Risk:Payments:Policy:Block", "99.9"),
            ("Risk:Payments:Watch", "false"),
            ("Risk:Payments:TimeOneIn", "8")).GetSection("Risk:Payments")));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        Assert.Equal(RiskAction.Allow, scorer.Score(Payment(5)).Action);
        Assert.Equal("second", scorer.Score(Payment(20)).Rule);
        Assert.Equal(RiskAction.Review, scorer.Score(Payment(101)).Action);
        Assert.Equal(RiskAction.Block, scorer.Score(Payment(120)).Action);
        Assert.Equal("listed", scorer.Score(Payment(5, "c9")).Rule);
    }

    [Fact]
    public async Task All_failures_are_told_at_once_with_their_keys()
    {
        Write("payments.rules", "big: Block if :amuont: > 500");
        RiskFormatException problem = await Assert.ThrowsAsync<RiskFormatException>(() => StartAsync((IServiceCollection services) => services
            .AddRiskScoring<CardPayment>(Section(
                ("Risk:Payments:Modle", "model.json"),
                ("Risk:Payments:Model", FileOf("none.json")),
                ("Risk:Payments:Rules", RulesFile),
                ("Risk:Payments:Policy:Review", "165"),
                ("Risk:Payments:Policy:Blok", "90"),
                ("Risk:Payments:PollInterval", "often"),
                ("Risk:Payments:TimeOneIn", "0"),
                ("Risk:Payments:Watch", "")).GetSection("Risk:Payments"))
            .AddRiskScoring<CardPayment>("second", Section(("Second:Model", FileOf("absent.json"))).GetSection("Second"))));

        string message = problem.Message;
        Assert.Contains("RB040: this configuration key is unknown. (at Risk:Payments:Modle)", message, StringComparison.Ordinal);
        Assert.Contains("none.json", message, StringComparison.Ordinal);
        Assert.Contains("(at Risk:Payments:Model)", message, StringComparison.Ordinal);
        Assert.Contains("payments.rules(1,", message, StringComparison.Ordinal);
        Assert.Contains("unknown key 'blok'", message, StringComparison.Ordinal);
        Assert.Contains("165", message, StringComparison.Ordinal);
        Assert.Contains("(at Risk:Payments:PollInterval)", message, StringComparison.Ordinal);
        Assert.Contains("(at Risk:Payments:TimeOneIn)", message, StringComparison.Ordinal);
        Assert.Contains("(at Risk:Payments:Watch)", message, StringComparison.Ordinal);
        Assert.Contains("(at Second:Model)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_policy_goes_live_and_a_bad_one_is_refused()
    {
        Write("model.json", ModelFrom(100));
        IConfigurationRoot configuration = Section(("Risk:Model", ModelFile), ("Risk:Policy:Block", "99"));
        using IHost host = await StartAsync((IServiceCollection services) => services.AddRiskScoring<CardPayment>(configuration.GetSection("Risk")));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        Assert.Equal(RiskAction.Allow, scorer.Score(Payment(101)).Action);

        configuration["Risk:Policy:Block"] = "50";
        configuration.Reload();
        await WaitAsync(() => scorer.Score(Payment(101)).Action == RiskAction.Block);

        configuration["Risk:Policy:Block"] = "very high";
        configuration.Reload();
        await WaitAsync(() => !scorer.Status.IsCurrent);
        Assert.Equal(RiskAction.Block, scorer.Score(Payment(101)).Action);
    }

    private static IConfigurationRoot Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
        .Build();
}
