using System.Text.Json;
using System.Xml.Linq;
using Risk.Events;
using Risk.Rules;

namespace Risk.Evaluation.Tests.Backtesting;

public sealed class BacktestTests : IDisposable
{
    private static readonly ExpectedValueModel Costs = new() { AmountAttribute = "amount", Margin = 0.1, DisputeFee = 5, InsultCost = 2 };

    private readonly BacktestFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Counts_events_actions_rules_and_money()
    {
        BacktestReport report = Run("big: Block if :amount: > 100\nhuge: Block if :amount: > 1000\nabroad: Review if :country: != 'DE'",
            """{"at":1,"amount":50,"country":"DE","bad":false}""",
            """{"at":2,"amount":200,"country":"DE","bad":true}""",
            """{"at":3,"amount":2000,"country":"FR","bad":1}""",
            """{"at":4,"amount":150,"country":"DE","bad":"0"}""",
            """{"at":5,"amount":20,"country":"FR"}""");

        Assert.Equal(new OutcomeCount(2, 2, 1, 2200, 200), report.Events);
        Assert.Equal([(1, 0), (0, 0), (1, 0), (3, 2)], report.Candidate.Actions.Select(static action => ((int)action.Outcomes.Count, (int)action.Outcomes.Bad)));
        RuleReport big = report.Candidate.Rules[0], huge = report.Candidate.Rules[1], abroad = report.Candidate.Rules[2];
        Assert.Equal(new OutcomeCount(2, 1, 0, 2200, 150), big.Hits);
        Assert.Equal(new OutcomeCount(1, 0, 0, 2000, 0), huge.Hits);
        Assert.Equal(new OutcomeCount(1, 0, 1, 2000, 0), abroad.Hits);
        Assert.Equal((2.0 / 3, 1.0), (big.Precision, big.Recall));
        Assert.Equal(report.Events.Count - 1, report.Candidate.Rules.Sum(static rule => rule.Decided.Count));
        Assert.Equal(1, report.Candidate.BlockedBadShare.Estimate);
        Assert.Equal(0.5, report.Candidate.BlockedGoodShare.Estimate);
    }

    [Fact]
    public void Values_decisions_by_what_became_of_the_events()
    {
        BacktestReport report = Run("big: Block if :amount: > 100", Costs,
            """{"at":1,"amount":50,"bad":false}""",
            """{"at":2,"amount":40,"bad":true}""",
            """{"at":3,"amount":200,"bad":true}""",
            """{"at":4,"amount":300,"bad":false}""");

        // A good one let through earns a tenth; a bad one costs itself and the fee; a bad one blocked costs nothing; a good one blocked costs the insult.
        Assert.Equal(5 - 45 - 0 - 2, report.Candidate.Value!.Value.Estimate, 1e-9);
    }

    [Fact]
    public void Decides_in_order_of_time_with_windows_as_they_stood()
    {
        BacktestReport report = Run("busy: Block if count(:card:, 1h) >= 2",
            """{"at":30,"card":"a","bad":true}""",
            """{"at":10,"card":"a","bad":false}""",
            """{"at":20,"card":"a","bad":false}""");

        Assert.Equal(new OutcomeCount(1, 0, 0, 0, 0), report.Candidate.Rules[0].Hits);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(10), report.Period!.Value.First);
    }

    [Fact]
    public void Agrees_with_scoring_one_by_one_on_the_sample_payments()
    {
        BacktestReport report = Backtest.Run(BacktestFixture.ByRules("rules", BacktestFixture.Rules), BacktestFixture.Events, new BacktestOptions { Label = "is_fraud", BootstrapReplicates = 0 });
        var scorer = BacktestFixture.ByRules("twin", BacktestFixture.Rules).Scorer;
        long[] actions = new long[4], bad = new long[4];
        foreach (string line in File.ReadLines(BacktestFixture.Events))
        {
            int action = (int)scorer.Score(JsonEvent.FromText(line)).Action;
            actions[action]++;
            bad[action] += JsonDocument.Parse(line).RootElement.GetProperty("is_fraud").GetBoolean() ? 1 : 0;
        }

        Assert.Equal(2_000, report.Events.Count);
        Assert.Equal(155, report.Events.Bad);
        Assert.Equal(actions, report.Candidate.Actions.Select(static action => action.Outcomes.Count));
        Assert.Equal(bad, report.Candidate.Actions.Select(static action => action.Outcomes.Bad));
        Assert.Equal("amount_minor", report.Amount);
        Assert.True(report.Candidate.Actions[3].Outcomes.BadRate > 0.5);
    }

    [Fact]
    public void Compares_two_rule_sets_event_by_event()
    {
        BacktestReport report = Run(
            [Candidate("old", "a: Block if :amount: > 100"), Candidate("new", "a: Block if :amount: > 50 and :country: = 'FR'\nb: Review if :amount: > 150")],
            """{"at":1,"amount":120,"country":"DE","bad":false}""",
            """{"at":2,"amount":60,"country":"FR","bad":true}""",
            """{"at":3,"amount":200,"country":"DE","bad":true}""",
            """{"at":4,"amount":10,"country":"DE","bad":false}""");

        ComparisonReport comparison = report.Comparison!;
        Assert.Equal(0.25, comparison.Agreement);
        Assert.Equal(new OutcomeCount(1, 0, 0, 60, 0), comparison.NewlyBlocked);
        Assert.Equal(new OutcomeCount(1, 1, 0, 200, 120), comparison.NoLongerBlocked);
        Assert.Equal(new OutcomeCount(1, 0, 0, 60, 0), comparison.NewlyStopped);
        Assert.Equal(new OutcomeCount(0, 1, 0, 0, 120), comparison.NoLongerStopped);
        Assert.Equal(1, comparison.Actions[(int)RiskAction.Block][(int)RiskAction.Review].Bad);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_around_the_estimate()
    {
        BacktestReport Score(ulong seed) => Backtest.Run(
            BacktestFixture.ByRules("points", BacktestFixture.Rules, selection: RuleSelection.Score), BacktestFixture.Events, new BacktestOptions { Label = "is_fraud", Seed = seed });
        ConfidenceInterval first = Score(1).Candidate.Score!.AreaUnderCurve, again = Score(1).Candidate.Score!.AreaUnderCurve, other = Score(2).Candidate.Score!.AreaUnderCurve;

        Assert.Equal(first, again);
        Assert.NotEqual(first.Lower, other.Lower);
        Assert.InRange(first.Estimate, first.Lower, first.Upper);
        Assert.InRange(first.Upper - first.Lower, 0.005, 0.2);
    }

    [Fact]
    public void Warns_when_rules_read_the_outcome() =>
        Assert.Contains(Run("cheat: Block if :bad:", """{"at":1,"amount":1,"bad":true}""").Problems, static problem => problem.Code == "RB052");

    [Fact]
    public void Refuses_a_label_that_no_event_has()
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Run("a: Block if :amount: > 1", """{"at":1,"amount":1}"""));
        Assert.Equal("RB050", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Refuses_an_amount_that_is_no_number()
    {
        string events = _files.Write("events.jsonl", """{"at":1,"amount":1,"bad":true}""");
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() =>
            Backtest.Run(Candidate("a", "a: Block if :amount: > 1"), events, new BacktestOptions { Label = "bad", Amount = "card" }));
        Assert.Equal("RB051", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Passes_over_lines_that_are_no_events()
    {
        BacktestReport report = Run("a: Block if :amount: > 1", """{"at":1,"amount":1,"bad":true}""", "hello");

        Assert.Equal((1, 1), (report.Events.Count, report.BadLineCount));
        Assert.NotEmpty(report.Problems);
    }

    [Fact]
    public void Tells_its_progress_and_stops_when_asked()
    {
        using var source = new CancellationTokenSource();
        var options = new BacktestOptions
        {
            Label = "is_fraud",
            Cancellation = source.Token,
            Progress = progress =>
            {
                if (progress.Scored > 0)
                {
                    source.Cancel();
                }
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => Backtest.Run(BacktestFixture.ByRules("rules", BacktestFixture.Rules), BacktestFixture.Events, options));
    }

    [Fact]
    public void The_page_is_XML_and_holds_the_figures()
    {
        BacktestReport report = Compared();
        using var stream = new MemoryStream();
        report.WriteHtml(stream);
        stream.Position = 0;
        XDocument page = XDocument.Load(stream);

        XElement swap = Table(page, "swap-set");
        Assert.Equal(report.Comparison!.NewlyBlocked.Count, long.Parse(Cell(swap, "newly blocked", 1), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(report.Candidate.Rules.Count, Table(page, "candidate-rules").Elements().Count() - 1);
        Assert.StartsWith(report.Candidate.Score!.AreaUnderCurve.Estimate.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture), Cell(Table(page, "figures"), "AUC", 1), StringComparison.Ordinal);
        Assert.Equal("–", Cell(Table(page, "figures"), "AUC", 2));
        XElement[] thresholds = [.. Table(page, "candidate-thresholds").Elements().Skip(1)];
        double[] flagged = [.. thresholds.Select(static row => double.Parse(row.Elements().ElementAt(1).Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))];
        Assert.InRange(flagged.Length, 3, 9);
        Assert.Equal(flagged.Order().Distinct(), flagged);
        Assert.Equal(report.Candidate.Score.Calibration.Count(static bin => bin.Count > 0), Table(page, "candidate-calibration").Elements().Count() - 1);
        Assert.Contains(page.Descendants("p"), static paragraph => paragraph.Value.Contains("in 95% of the times", StringComparison.Ordinal));
        Assert.Contains(page.Descendants(), static element => element.Name.LocalName == "svg");
        Assert.DoesNotContain(page.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img");
    }

    [Fact]
    public void The_JSON_holds_the_figures()
    {
        BacktestReport report = Compared();
        using var stream = new MemoryStream();
        report.WriteJson(stream);
        JsonElement root = JsonDocument.Parse(stream.ToArray()).RootElement;

        Assert.Equal(report.Events.Bad, root.GetProperty("events").GetProperty("bad").GetInt64());
        Assert.Equal(report.Candidate.Score!.AreaUnderCurve.Estimate, root.GetProperty("candidate").GetProperty("score").GetProperty("auc").GetProperty("estimate").GetDouble());
        Assert.Equal(report.Comparison!.Agreement, root.GetProperty("comparison").GetProperty("agreement").GetDouble());
    }

    private static BacktestReport Compared() => Backtest.Run(
        BacktestFixture.ByRules("points", BacktestFixture.Rules, selection: RuleSelection.Score),
        BacktestFixture.Events,
        new BacktestOptions { Label = "is_fraud", BootstrapReplicates = 20 },
        BacktestFixture.ByRules("<rules> & \"actions\"", BacktestFixture.Rules));

    private static XElement Table(XDocument page, string id) => page.Descendants("table").Single(table => (string?)table.Attribute("id") == id);

    private static string Cell(XElement table, string row, int column) =>
        table.Elements().Single(line => line.Elements().First().Value == row).Elements().ElementAt(column).Value.Replace(",", "", StringComparison.Ordinal);

    private static BacktestCandidate Candidate(string name, string rules) => BacktestFixture.ByRules(name, rules, EventSchemaFile.Parse(
        """{"attributes":[{"name":"at","type":"timestamp"},{"name":"amount","type":"number"},{"name":"country","type":"country"},{"name":"card","type":"token"},{"name":"bad","type":"boolean"}]}"""u8.ToArray()).Schema);

    private BacktestReport Run(string rules, params string[] lines) => Run([Candidate("rules", rules)], lines);

    private BacktestReport Run(string rules, ExpectedValueModel costs, params string[] lines) => Run([Candidate("rules", rules) with { Values = costs }], lines);

    private BacktestReport Run(BacktestCandidate[] candidates, params string[] lines) => Backtest.Run(
        candidates[0], _files.Write("events.jsonl", string.Join('\n', lines)), new BacktestOptions { Label = "bad", BootstrapReplicates = 10 }, candidates.ElementAtOrDefault(1));
}
