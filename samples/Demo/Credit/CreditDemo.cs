using System.Globalization;
using Risk;
using Risk.Features;
using Risk.Models.Linear;
using Risk.Models.Scorecards;
using Risk.Scoring;
using Spectre.Console;

namespace Demo.Credit;

/// <summary>Credit: simulated applications decided by a points scorecard and by a logistic model, with ranked reasons.</summary>
internal static class CreditDemo
{
    private const int Shown = 10;

    public static void Run()
    {
        AnsiConsole.Write(new Rule("[bold]Credit: 400 simulated applications[/]").LeftJustified());
        var simulator = new ApplicationSimulator(seed: 2026);
        Application[] history = [.. Enumerable.Range(0, 4_000).Select(_ => simulator.Next())];
        Application[] applications = [.. Enumerable.Range(0, 400).Select(_ => simulator.Next())];
        Scorecard scorecard = CreditModels.Scorecard();
        RiskScorer<Application> points = RiskScorer.For(Application.Reader)
            .UsePipeline(CreditModels.ScorecardPipeline(Application.Reader.Schema)).UseModel(scorecard)
            .UsePolicy(policy => policy.Review(from: 10).Block(from: 20)).UseReasons(ReasonMode.Always).Build();
        (FeaturePipeline pipeline, LinearModel model) = CreditModels.Logistic(history);
        RiskScorer<Application> logistic = RiskScorer.For(Application.Reader)
            .UsePipeline(pipeline).UseModel(model)
            .UsePolicy(policy => policy.Review(from: 10).Block(from: 20)).UseReasons(ReasonMode.Always).Build();

        double factor = scorecard.Definition.Scaling!.Factor;
        Table table = new Table().Title($"The first {Shown} decisions").AddColumn("income").AddColumn("amount").AddColumn("points").AddColumn("scorecard")
            .AddColumn("p(default)").AddColumn("logistic").AddColumn("points lost by").AddColumn("defaulted");
        foreach (Application application in applications.Take(Shown))
        {
            RiskDecision byPoints = points.Score(in application);
            RiskDecision byLogistic = logistic.Score(in application);
            ReasonList reasons = byPoints.Reasons;
            table.AddRow(
                Text($"{application.Income:0}"),
                Text($"{application.Amount:0}"),
                Text($"{PointsOf(byPoints.Probability, scorecard):0}"),
                Colored(byPoints.Action),
                Text($"{byLogistic.Probability:P1}"),
                Colored(byLogistic.Action),
                string.Join(", ", reasons.AsSpan().ToArray().Take(3).Select(reason => Text($"{reason.Code} -{reason.Contribution * factor:0}"))),
                application.Defaulted ? "[red]yes[/]" : "no");
        }

        AnsiConsole.Write(table);
        Confusion.Print("Scorecard, review from 10 %, refuse from 20 %", applications.Select(application => (points.Score(in application).Action, application.Defaulted)));
        Confusion.Print("Logistic model, the same thresholds", applications.Select(application => (logistic.Score(in application).Action, application.Defaulted)));
        GermanCredit.Run();

        Table speed = Latency.CreateTable();
        Latency.Measure(speed, "application to scorecard decision", applications.Length, i => points.Score(in applications[i]));
        Latency.Measure(speed, "application to logistic decision", applications.Length, i => logistic.Score(in applications[i]));
        Latency.Measure(speed, "nothing (control)", applications.Length, static _ => { });
        AnsiConsole.Write(speed);
    }

    private static double PointsOf(double probability, Scorecard scorecard)
    {
        ScorecardScaling scaling = scorecard.Definition.Scaling!;
        return scaling.Offset - (scaling.Factor * Math.Log(probability / (1 - probability)));
    }

    private static string Colored(RiskAction action) => action switch
    {
        RiskAction.Block => "[red]refuse[/]",
        RiskAction.Review => "[yellow]review[/]",
        _ => "[green]grant[/]",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
