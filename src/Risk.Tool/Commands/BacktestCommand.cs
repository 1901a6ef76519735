using System.CommandLine;
using System.Globalization;
using Risk.Evaluation;

namespace Risk.Tool.Commands;

/// <summary><c>risk backtest</c>: what a bundle would have decided about events whose outcome is known, and how another compares.</summary>
internal static class BacktestCommand
{
    private const string Figure = "0.0000";

    public static Command Create(ToolContext context)
    {
        Argument<string> bundle = Arguments.File("BUNDLE", "A bundle: a folder or zip file that holds bundle.json.");
        Option<string> events = Arguments.Required("--events", "Events as JSON Lines, gzip or not; they are put in order of their time.");
        Option<string> label = Arguments.Required("--label", "The field of an event that holds its outcome: true or 1 is bad.");
        Option<string?> against = Arguments.Optional("--against", "A second bundle to compare with.");
        Option<string?> rules = Arguments.Optional("--rules", "Rules to compare with: the same bundle, its rules replaced by this file's.");
        Option<string?> amount = Arguments.Optional("--amount", "The number attribute that money is counted by.");
        Option<string?> report = Arguments.Optional("--report", "Where to write the report as HTML.");
        Option<ulong> seed = new("--seed") { Description = "The seed of the draws that intervals come from.", DefaultValueFactory = static _ => 1 };
        Option<int> replicates = new("--replicates") { Description = "How many draws; 0 for no intervals.", DefaultValueFactory = static _ => 200 };
        Option<bool> json = Arguments.Json();
        var command = new Command("backtest", "Decides about past events and compares with their outcomes.")
        {
            bundle, events, label, against, rules, amount, report, seed, replicates, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(against) is not null && result.GetValue(rules) is not null)
            {
                result.AddError("--against and --rules exclude each other.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            RiskBundle loaded = RiskBundle.Load(parsed.GetRequiredValue(bundle));
            context.Report(loaded.Warnings);
            RiskBundle? other = parsed.GetValue(rules) is { } file ? loaded.WithRules(file) : parsed.GetValue(against) is { } path ? RiskBundle.Load(path) : null;
            context.Report(other?.Warnings ?? []);
            BacktestReport found = Backtest.Run(
                BacktestCandidate.FromBundle(loaded),
                parsed.GetRequiredValue(events),
                new BacktestOptions
                {
                    Label = parsed.GetRequiredValue(label),
                    Amount = parsed.GetValue(amount),
                    Seed = parsed.GetValue(seed),
                    BootstrapReplicates = parsed.GetValue(replicates),
                    Progress = Progress(context),
                    Cancellation = cancellation,
                },
                other is null ? null : BacktestCandidate.FromBundle(other, parsed.GetValue(rules) is { } name ? $"{loaded.Name} with {Path.GetFileName(name)}" : null));
            if (parsed.GetValue(report) is { } target)
            {
                found.WriteHtml(target);
            }

            Write(context, found, parsed.GetValue(json));
            return Task.FromResult(found.BadLineCount == 0 ? 0 : 1);
        });
        return command;
    }

    private static Action<BacktestProgress>? Progress(ToolContext context) => Console.IsErrorRedirected ? null : progress =>
    {
        context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{progress.Scored:N0} of {progress.Total:N0} events"));
        if (progress.Scored == progress.Total)
        {
            context.Error.WriteLine();
        }
    };

    private static void Write(ToolContext context, BacktestReport report, bool asJson)
    {
        context.Report(report.Problems);
        if (report.BadLineCount > 0)
        {
            context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.BadLineCount} lines are no events and were passed over."));
        }

        if (asJson)
        {
            using var stream = new MemoryStream();
            report.WriteJson(stream);
            context.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            return;
        }

        Line(context, $"{report.Events.Count} events: {report.Events.Bad} bad, {report.Events.Good} good, {report.Events.Unlabelled} without an outcome");
        Write(context, report.Candidate);
        if (report.Other is not null && report.Comparison is { } comparison)
        {
            Write(context, report.Other);
            Line(context, $"\nthey agree on {comparison.Agreement:P2}");
            Swap(context, "newly blocked", comparison.NewlyBlocked);
            Swap(context, "no longer blocked", comparison.NoLongerBlocked);
            Swap(context, "newly stopped or delayed", comparison.NewlyStopped);
            Swap(context, "no longer stopped or delayed", comparison.NoLongerStopped);
            Interval(context, "AUC difference", comparison.AreaUnderCurveDifference, Figure);
            if (comparison.ValueDifference is { } value)
            {
                Interval(context, "value difference", value, "0.00");
            }
        }
    }

    private static void Write(ToolContext context, CandidateReport candidate)
    {
        Line(context, $"\n{candidate.Name}, version {candidate.Version}");
        foreach (ActionReport action in candidate.Actions)
        {
            Line(context, $"  {action.Action,-10} {action.Outcomes.Count,9} events {action.Outcomes.Bad,8} bad   {action.Outcomes.BadRate,8:P2} bad rate");
        }

        Interval(context, "bad events blocked", candidate.BlockedBadShare, Figure);
        Interval(context, "good events blocked", candidate.BlockedGoodShare, Figure);
        if (candidate.Score is { } score)
        {
            Interval(context, "AUC", score.AreaUnderCurve, Figure);
            Interval(context, "KS", score.KolmogorovSmirnov, Figure);
            Interval(context, "average precision", score.AveragePrecision, Figure);
        }

        if (candidate.Value is { } value)
        {
            Interval(context, "value", value, "0.00");
        }

        foreach (RuleReport rule in candidate.Rules)
        {
            Line(context, $"  {rule.Id,-24} {rule.Hits.Count,7} hits {rule.Hits.Bad,7} bad   {(double.IsNaN(rule.Precision) ? "–" : rule.Precision.ToString("P1", CultureInfo.InvariantCulture)),8} precision {rule.Recall,8:P1} recall");
        }
    }

    private static void Swap(ToolContext context, string name, OutcomeCount outcomes) =>
        Line(context, $"  {name,-28} {outcomes.Count,7} events {outcomes.Bad,7} bad   {outcomes.BadRate,8:P2} bad rate");

    private static void Interval(ToolContext context, string name, ConfidenceInterval interval, string format)
    {
        if (double.IsFinite(interval.Estimate))
        {
            string range = double.IsFinite(interval.Lower)
                ? $" [{interval.Lower.ToString(format, CultureInfo.InvariantCulture)} to {interval.Upper.ToString(format, CultureInfo.InvariantCulture)}]"
                : "";
            Line(context, $"  {name}: {interval.Estimate.ToString(format, CultureInfo.InvariantCulture)}{range}");
        }
    }

    private static void Line(ToolContext context, FormattableString text) => context.Output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
