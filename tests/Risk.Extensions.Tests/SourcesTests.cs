using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Risk.Extensions.Loading;

namespace Risk.Extensions.Tests;

public sealed class SourcesTests : ServiceTest
{
    [Fact]
    public async Task A_stream_is_read_again_at_a_reload()
    {
        string rules = "big: Block if :amount: > 500";
        using IHost host = await StartAsync(risk => risk.UseRules(RiskSource.FromStream("blob", () => new MemoryStream(Encoding.UTF8.GetBytes(rules)))));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        rules = "small: Block if :amount: > 5";
        Assert.Equal("big", scorer.Score(Payment(501)).Rule);
        Assert.Equal(ReloadResult.Published, (await scorer.ReloadAsync()).Result);
        Assert.Equal("small", scorer.Score(Payment(501)).Rule);
        Assert.Equal(ReloadResult.Unchanged, (await scorer.ReloadAsync()).Result);
    }

    [Fact]
    public async Task A_stream_is_watched_by_polling()
    {
        string rules = "big: Block if :amount: > 500";
        using IHost host = await StartAsync(risk => risk
            .UseRules(RiskSource.FromStream("blob", () => new MemoryStream(Encoding.UTF8.GetBytes(Volatile.Read(ref rules)))))
            .PollSources(TimeSpan.FromMilliseconds(10)));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        Volatile.Write(ref rules, "small: Block if :amount: > 5");

        await WaitAsync(() => scorer.Score(Payment(501)).Rule == "small");
    }

    [Fact]
    public async Task A_factory_that_throws_is_refused_with_its_message()
    {
        bool broken = false;
        using IHost host = await StartAsync(risk => risk
            .UseRules(RiskSource.FromStream("blob", () => broken ? throw new TimeoutException("the store is away") : new MemoryStream("big: Block if :amount: > 500"u8.ToArray()))));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        broken = true;
        ReloadStatus status = scorer.Reload();

        Assert.Equal(ReloadResult.Refused, status.Result);
        Assert.Contains("the store is away", status.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("big", scorer.Score(Payment(501)).Rule);
    }

    [Fact]
    public async Task An_embedded_resource_is_a_source()
    {
        using IHost host = await StartAsync(risk => risk.UseRules(RiskSource.FromResource(typeof(SourcesTests).Assembly, "embedded.rules")));

        Assert.Equal("embedded", ScorerOf(host).Score(Payment(501)).Rule);
        RiskFormatException missing = await Assert.ThrowsAsync<RiskFormatException>(
            () => StartAsync(static risk => risk.UseRules(RiskSource.FromResource(typeof(SourcesTests).Assembly, "none.rules"))));
        Assert.Contains("embedded.rules", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_swaps_alone()
    {
        Write("model.json", ModelFrom(1_000));
        Write("payments.rules", "listed: Block if :card: in @stolen");
        Write("stolen.txt", "# stolen\nc2\n\n");
        using IHost host = await StartAsync(risk => risk
            .UseModel(ModelFile)
            .UseRules(RulesFile)
            .UseList("stolen", FileOf("stolen.txt"))
            .UsePolicy(static policy => policy.Block(from: 50)));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        Assert.Null(scorer.Score(Payment(1)).Rule);

        Write("stolen.txt", "c1\nc2");

        await WaitAsync(() => scorer.Score(Payment(1)).Rule == "listed");
        Assert.Equal("listed", scorer.Score(Payment(1, "c2")).Rule);
    }

    [Fact]
    public void A_part_is_loaded_again_only_when_what_it_read_has_changed()
    {
        RiskSource model = Write("model.json", "one");
        RiskSource list = Write("list.txt", "a");
        int models = 0;
        int lists = 0;
        var loadedModel = new Loaded<object>(reader => (++models, reader.Read(model)));
        var loadedList = new Loaded<object>(reader => (++lists, reader.Read(list)));
        void Load()
        {
            var reader = new SourceReader();
            loadedModel.Get(reader);
            loadedList.Get(reader);
        }

        Load();
        Load();
        Assert.Equal((1, 1), (models, lists));

        Write("list.txt", "b");
        Load();
        Assert.Equal((1, 2), (models, lists));
    }

    [Fact]
    public async Task A_list_file_that_rules_name_is_watched_too()
    {
        Write("payments.rules", "list @stolen from 'stolen.txt'\nlisted: Block if :card: in @stolen");
        Write("stolen.txt", "c2");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        Assert.Null(scorer.Score(Payment(1)).Rule);

        Write("stolen.txt", "c1");

        await WaitAsync(() => scorer.Score(Payment(1)).Rule == "listed");
    }

    [Fact]
    public async Task A_file_added_to_a_bundles_folder_is_noticed()
    {
        Write("bundle/bundle.json", """{"name":"b","version":"1","schema":"schema.json","rules":"a.rules"}""");
        Write("bundle/schema.json", """{"attributes":[{"name":"card","type":"token","key":true},{"name":"amount","type":"number"},{"name":"created_at","type":"timestamp"}]}""");
        Write("bundle/a.rules", "a: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseBundle(FileOf("bundle")));
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        Assert.Equal("a", scorer.Score(Payment(501)).Rule);

        Write("bundle/b.rules", "b: Block if :amount: > 5");
        Write("bundle/bundle.json", """{"name":"b","version":"2","schema":"schema.json","rules":"b.rules"}""");

        await WaitAsync(() => scorer.Version == "2");
        Assert.Equal("b", scorer.Score(Payment(501)).Rule);
    }

    [Fact]
    public async Task A_bundle_beside_single_parts_is_an_error()
    {
        RiskFormatException problem = await Assert.ThrowsAsync<RiskFormatException>(() => StartAsync(risk => risk.UseBundle(FileOf("none")).UseRules(RulesFile)));

        Assert.Equal(["RB042", "RB030", "RB030"], problem.Diagnostics.Select(static diagnostic => diagnostic.Code));
    }

    [Fact]
    public async Task A_calibration_is_reloaded_with_its_model()
    {
        Write("model.json", ModelFrom(100));
        WriteCalibration(1);
        using IHost host = await StartAsync(risk => risk.UseModel(ModelFile, FileOf("calibration.json")).DoNotWatch());
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);
        double before = scorer.Score(Payment(101)).Probability;

        WriteCalibration(2);
        Assert.Equal(ReloadResult.Published, scorer.Reload().Result);

        Assert.Equal(1 / (1 + Math.Exp(-1)), before, 12);
        Assert.Equal(1 / (1 + Math.Exp(-2)), scorer.Score(Payment(101)).Probability, 12);
        Write("calibration.json", "{}");
        Assert.Equal(ReloadResult.Refused, scorer.Reload().Result);
    }

    [Fact]
    public async Task Nothing_to_score_by_is_an_error()
    {
        RiskFormatException problem = await Assert.ThrowsAsync<RiskFormatException>(() => StartAsync(static risk => risk.UsePolicy(static policy => policy.Block(from: 90))));

        Assert.Equal("RB043", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public async Task Expected_decisions_guard_a_reload()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk
            .UseRules(RulesFile)
            .Expect(Payment(501), RiskAction.Block, "big")
            .Expect(Payment(1), RiskAction.Allow)
            .DoNotWatch());
        ReloadableScorer<CardPayment> scorer = ScorerOf(host);

        Write("payments.rules", "big: Block if :amount: > 0");
        ReloadStatus status = scorer.Reload();

        Assert.Equal(ReloadResult.Refused, status.Result);
        Assert.Equal("RB032", Assert.Single(status.Problems).Code);
        Assert.Equal(RiskAction.Allow, scorer.Score(Payment(1)).Action);
    }

    [Fact]
    public async Task Named_scorers_live_side_by_side()
    {
        Write("eu.rules", "eu: Block if :amount: > 500");
        Write("us.rules", "us: Block if :amount: > 900");
        var told = new List<ReloadStatus>();
        using IHost host = await StartAsync((IServiceCollection services) => services
            .AddRiskScoring<CardPayment>("eu", risk => risk.UseRules(FileOf("eu.rules")).DoNotWatch().OnReload(told.Add))
            .AddRiskScoring("us", CardPayment.EventReader, risk => risk.UseRules(FileOf("us.rules")).DoNotWatch()));
        IRiskScorer<CardPayment> eu = host.Services.GetRequiredKeyedService<IRiskScorer<CardPayment>>("eu");
        IRiskScorer<CardPayment> us = host.Services.GetRequiredKeyedService<IRiskScorer<CardPayment>>("us");
        RiskScorers all = host.Services.GetRequiredService<RiskScorers>();

        Assert.Equal("eu", eu.Score(Payment(901)).Rule);
        Assert.Equal("us", us.Score(Payment(901)).Rule);
        Write("eu.rules", "europe: Block if :amount: > 500");
        ReloadStatus status = await all.ReloadAsync("eu");

        Assert.Equal(("eu", ReloadResult.Published), (status.Scorer, status.Result));
        Assert.Equal(status, told[^1]);
        Assert.Equal("europe", eu.Score(Payment(901)).Rule);
        Assert.Equal("us", us.Score(Payment(901)).Rule);
        Assert.Contains("eu, us", (await Assert.ThrowsAsync<ArgumentException>(() => all.ReloadAsync("asia"))).Message, StringComparison.Ordinal);
        Assert.Equal(["eu", "us"], (await HealthAsync(host)).Data.Keys);
    }

    [Fact]
    public async Task A_handler_that_throws_harms_nothing()
    {
        Write("payments.rules", "big: Block if :amount: > 500");
        using IHost host = await StartAsync(risk => risk.UseRules(RulesFile).DoNotWatch().OnReload(static _ => throw new InvalidOperationException("mine")));

        Assert.Equal("big", ScorerOf(host).Score(Payment(501)).Rule);
        Assert.Equal(ReloadResult.Unchanged, ScorerOf(host).Reload().Result);
    }

    private void WriteCalibration(double slope)
    {
        using var content = new MemoryStream();
        new Models.Calibration.PlattCalibration(slope, 0).Write(content);
        Write("calibration.json", Encoding.UTF8.GetString(content.ToArray()));
    }
}
