using System.Globalization;

namespace Risk.Evaluation.Reports;

/// <summary>A backtest as a web page: one file, tables and charts, no script, nothing loaded from elsewhere.</summary>
internal static class HtmlReport
{
    private static readonly string[] Outcomes = ["events", "bad", "good", "bad rate", "bad amount", "good amount"];

    // Where people set thresholds: so many of the events flagged.
    private static readonly double[] FlaggedShares = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

    // A calibration chart ends at a tenth.
    private const double CalibrationStep = 0.1;

    public static void Write(BacktestReport report, Stream stream)
    {
        CandidateReport[] candidates = report.Other is null ? [report.Candidate] : [report.Candidate, report.Other];
        using var page = new HtmlPage(stream, report.Other is null ? $"Backtest of {report.Candidate.Name}" : $"Backtest of {report.Candidate.Name} and {report.Other.Name}");
        WriteEvents(page, report);
        page.Heading(2, "Summary");
        page.Table("figures", ["", .. candidates.Select(static candidate => candidate.Name)], Figures(candidates));
        if (report.Comparison is not null)
        {
            WriteComparison(page, report);
        }

        WriteCharts(page, report);
        WriteCandidate(page, report.Candidate, "candidate");
        if (report.Other is not null)
        {
            WriteCandidate(page, report.Other, "other");
        }
    }

    private static void WriteEvents(HtmlPage page, BacktestReport report)
    {
        string period = report.Period is { } known ? $" from {known.First:yyyy-MM-dd HH:mm} to {known.Last:yyyy-MM-dd HH:mm}" : "";
        page.Paragraph($"{Whole(report.Events.Count)} events{period}: {Whole(report.Events.Bad)} bad ({Percent(report.Events.BadRate)}), {Whole(report.Events.Good)} good, {Whole(report.Events.Unlabelled)} without an outcome in '{report.Label}'.");
        page.Paragraph(report.Amount is null ? "The events have no amount." : $"Money is counted by '{report.Amount}'.", "note");
        if (report.ConfidenceLevel > 0)
        {
            page.Paragraph($"Brackets hold the range in which a figure lies in {report.ConfidenceLevel.ToString("0.##%", CultureInfo.InvariantCulture)} of the times when the same events are drawn anew.", "note");
        }

        foreach (RiskDiagnostic problem in report.Problems)
        {
            page.Paragraph(problem.ToString(), "problem");
        }
    }

    private static void WriteComparison(HtmlPage page, BacktestReport report)
    {
        ComparisonReport comparison = report.Comparison!;
        (string first, string second) = (report.Candidate.Name, report.Other!.Name);
        page.Heading(2, "What changes");
        page.Paragraph($"{first} and {second} agree on {Percent(comparison.Agreement)} of the events.");
        page.Table("swap-set", ["", .. Outcomes],
        [
            ["newly blocked", .. Cells(comparison.NewlyBlocked)],
            ["no longer blocked", .. Cells(comparison.NoLongerBlocked)],
            ["newly stopped or delayed", .. Cells(comparison.NewlyStopped)],
            ["no longer stopped or delayed", .. Cells(comparison.NoLongerStopped)],
        ]);
        var differences = new List<string[]> { new[] { "AUC", Interval(comparison.AreaUnderCurveDifference, "0.0000") } };
        if (comparison.ValueDifference is { } value)
        {
            differences.Add(["value", Interval(value, "#,0")]);
        }

        page.Table("differences", ["", $"{second} less {first}"], differences);
        page.Table("agreement", [$"{first} \\ {second}", .. Enum.GetNames<RiskAction>()],
            Enum.GetValues<RiskAction>().Select(action => (string[])[action.ToString(), .. comparison.Actions[(int)action].Select(static cell => $"{Whole(cell.Count)} ({Whole(cell.Bad)} bad)")]));
    }

    private static void WriteCharts(HtmlPage page, BacktestReport report)
    {
        (string Name, ScoreReport Score)[] scored =
            [.. ((CandidateReport?[])[report.Candidate, report.Other]).Where(static candidate => candidate?.Score is not null).Select(static candidate => (candidate!.Name, candidate.Score!))];
        if (scored.Length == 0)
        {
            return;
        }

        page.Heading(2, "Scores");
        var roc = new LineChart("ROC curve", "share of good events flagged", "share of bad events flagged");
        var precision = new LineChart("Precision and recall", "recall", "precision");
        var gains = new LineChart("Gains", "share of events, highest scores first", "share of bad events found");
        double end = CalibrationEnd(scored.Select(static candidate => candidate.Score));
        var calibration = new LineChart("Calibration", "predicted", "observed") { HorizontalEnd = end, VerticalEnd = end };
        foreach ((string name, ScoreReport score) in scored)
        {
            roc.Add(name, [(0, 0), .. score.Thresholds.Select(static point => (point.Confusion.FalsePositiveRate, point.Confusion.Recall))]);
            precision.Add(name, score.Thresholds.Select(static point => (point.Confusion.Recall, point.Confusion.Precision)));
            gains.Add(name, [(0, 0), .. score.Gains.Select((bin, i) => ((i + 1.0) / score.Gains.Count, bin.CumulativeRecall))]);
            calibration.Add(name, score.Calibration.Select(static bin => (bin.MeanPredicted, bin.Observed)));
        }

        (double, double)[] diagonal = [(0, 0), (1, 1)];
        page.Chart(roc.Add("chance", diagonal, isDashed: true));
        page.Chart(precision);
        page.Chart(gains.Add("chance", diagonal, isDashed: true));
        page.Chart(calibration.Add("calibrated", [(0, 0), (end, end)], isDashed: true));
    }

    // Where bad events are rare all bins crowd near zero: the chart ends where they do.
    private static double CalibrationEnd(IEnumerable<ScoreReport> scores)
    {
        double highest = scores.SelectMany(static score => score.Calibration).Where(static bin => bin.Count > 0).Select(static bin => Math.Max(bin.MeanPredicted, bin.Observed)).DefaultIfEmpty(1).Max();
        return Math.Clamp(Math.Ceiling(highest / CalibrationStep) * CalibrationStep, CalibrationStep, 1);
    }

    private static void WriteCandidate(HtmlPage page, CandidateReport candidate, string id)
    {
        page.Heading(2, candidate.Name);
        page.Paragraph($"Version {candidate.Version}.", "note");
        page.Table($"{id}-actions", ["action", "share", .. Outcomes],
            candidate.Actions.Select(static action => (string[])[action.Action.ToString(), Percent(action.Share), .. Cells(action.Outcomes)]));
        if (candidate.Rules.Count > 0)
        {
            page.Heading(3, "Rules");
            page.Table($"{id}-rules", ["rule", "action", "events", "decided", "bad", "good", "precision", "recall", "bad amount", "good amount"], candidate.Rules.Select(static rule => (string[])
            [
                rule.Id, (rule.IsShadow ? "shadow " : "") + rule.Action, Whole(rule.Hits.Count), Whole(rule.Decided.Count), Whole(rule.Hits.Bad), Whole(rule.Hits.Good),
                Percent(rule.Precision), Percent(rule.Recall), Text(rule.Hits.BadAmount, "#,0.##"), Text(rule.Hits.GoodAmount, "#,0.##"),
            ]));
        }

        if (candidate.Score is { } score)
        {
            WriteScore(page, score, id);
        }
    }

    private static void WriteScore(HtmlPage page, ScoreReport score, string id)
    {
        page.Heading(3, "Thresholds");
        page.Table($"{id}-thresholds", ["score from", "flagged", "of all", "bad found", "good flagged", "precision"], Thresholds(score).Select(static point => (string[])
        [
            Text(point.Threshold, "0.####"), Whole(point.Confusion.Flagged), Percent((double)point.Confusion.Flagged / point.Confusion.Count),
            Percent(point.Confusion.Recall), Percent(point.Confusion.FalsePositiveRate), Percent(point.Confusion.Precision),
        ]));
        page.Heading(3, "Ten groups by score");
        page.Table($"{id}-gains", ["group", "events", "bad", "lowest score", "recall", "lift"], score.Gains.Select(static (bin, i) => (string[])
        [
            Whole(i + 1), Whole(bin.Count), Text(bin.Bad, "#,0.#"), Text(bin.LowestScore, "0.####"), Percent(bin.CumulativeRecall), Text(bin.Lift, "0.00"),
        ]));
        page.Heading(3, "Calibration");
        page.Table($"{id}-calibration", ["predicted", "events", "mean predicted", "observed"], score.Calibration.Where(static bin => bin.Count > 0).Select(static bin => (string[])
        [
            $"{Percent(bin.Lower)} to {Percent(bin.Upper)}", Whole(bin.Count), Percent(bin.MeanPredicted), Percent(bin.Observed),
        ]));
    }

    // Of the curve's points those nearest to the usual shares, each once, strictest first.
    private static IEnumerable<OperatingPoint> Thresholds(ScoreReport score) => score.Thresholds.Count == 0
        ? []
        : FlaggedShares.Select(share => score.Thresholds.MinBy(point => Math.Abs(((double)point.Confusion.Flagged / point.Confusion.Count) - share))).Distinct();

    private static IEnumerable<string[]> Figures(CandidateReport[] candidates)
    {
        yield return ["bad events blocked", .. candidates.Select(static candidate => Shares(candidate.BlockedBadShare))];
        yield return ["good events blocked", .. candidates.Select(static candidate => Shares(candidate.BlockedGoodShare))];
        if (candidates.Any(static candidate => candidate.Value is not null))
        {
            yield return ["value of the decisions", .. candidates.Select(static candidate => candidate.Value is { } value ? Interval(value, "#,0") : "–")];
        }

        if (candidates.Any(static candidate => candidate.Score is not null))
        {
            yield return Row("AUC", static score => Interval(score.AreaUnderCurve, "0.0000"));
            yield return Row("KS", static score => Interval(score.KolmogorovSmirnov, "0.0000"));
            yield return Row("average precision", static score => Interval(score.AveragePrecision, "0.0000"));
            yield return Row("Brier score", static score => Text(score.BrierScore, "0.00000"));
            yield return Row("log loss", static score => Text(score.LogLoss, "0.00000"));
        }

        string[] Row(string figure, Func<ScoreReport, string> text) => [figure, .. candidates.Select(candidate => candidate.Score is { } score ? text(score) : "–")];
    }

    private static string[] Cells(OutcomeCount outcomes) =>
        [Whole(outcomes.Count), Whole(outcomes.Bad), Whole(outcomes.Good), Percent(outcomes.BadRate), Text(outcomes.BadAmount, "#,0.##"), Text(outcomes.GoodAmount, "#,0.##")];

    private static string Shares(ConfidenceInterval interval) =>
        double.IsNaN(interval.Lower) ? Percent(interval.Estimate) : $"{Percent(interval.Estimate)} [{Percent(interval.Lower)} to {Percent(interval.Upper)}]";

    private static string Interval(ConfidenceInterval interval, string format) => double.IsNaN(interval.Lower)
        ? Text(interval.Estimate, format)
        : $"{Text(interval.Estimate, format)} [{Text(interval.Lower, format)} to {Text(interval.Upper, format)}]";

    private static string Percent(double share) => double.IsFinite(share) ? share.ToString("0.00%", CultureInfo.InvariantCulture) : "–";

    private static string Whole(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
