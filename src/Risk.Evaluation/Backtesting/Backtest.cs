using Risk.Events;

namespace Risk.Evaluation;

/// <summary>
/// Decides about events of the past, in the order of their time and with windows as they stood just before each, and compares the decisions with what became of the
/// events. The scorer is the one that serves, so a backtest tells what the service would have done.
/// </summary>
/// <example>
/// <code>
/// BacktestReport report = Backtest.Run(BacktestCandidate.FromBundle(RiskBundle.Load("fraud.zip")), "events.jsonl", new BacktestOptions { Label = "is_fraud" });
/// report.WriteHtml("report.html");
/// </code>
/// </example>
public static class Backtest
{
    private const int Block = 1_000;

    /// <summary>Runs one candidate, or two side by side.</summary>
    /// <param name="candidate">The candidate on trial.</param>
    /// <param name="eventsPath">Events as JSON Lines, gzip or not; any order, they are sorted by the schema's first timestamp.</param>
    /// <param name="options">The label's field, and more.</param>
    /// <param name="other">A second candidate, compared with the first event by event; null without.</param>
    /// <exception cref="RiskFormatException">The file can't be read (RE002), no event has an outcome (RB050), or the amount is no number (RB051).</exception>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    /// <remarks>Keeps all events in memory. Windows are those of the candidates' scorers and are filled by the run: use a scorer for one run.</remarks>
    public static BacktestReport Run(BacktestCandidate candidate, string eventsPath, BacktestOptions options, BacktestCandidate? other = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentException.ThrowIfNullOrEmpty(eventsPath);
        ArgumentNullException.ThrowIfNull(options);
        EventSchema schema = candidate.Scorer.Layout.Schema;
        LabelledEvents source = LabelledEvents.Read(eventsPath, schema, options, (options.Values ?? candidate.Values)?.AmountAttribute);
        var run = new CandidateRun(candidate, options.Values ?? candidate.Values);
        CandidateRun? otherRun = other is null ? null : new CandidateRun(other, options.Values ?? other.Values ?? candidate.Values);
        var matrix = new OutcomeCount[4, 4];
        OutcomeCount all = default;
        long scored = 0;
        foreach (LabelledEvent item in source.InTimeOrder)
        {
            if (scored++ % Block == 0)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                options.Progress?.Invoke(new BacktestProgress(scored - 1, source.InTimeOrder.Length));
            }

            all = all.With(item);
            RiskAction action = run.Score(item);
            if (otherRun is not null)
            {
                RiskAction otherAction = otherRun.Score(item);
                matrix[(int)action, (int)otherAction] = matrix[(int)action, (int)otherAction].With(item);
            }
        }

        options.Progress?.Invoke(new BacktestProgress(scored, scored));
        bool[] labels = [.. source.InTimeOrder.Where(static item => item.IsBad is not null).Select(static item => item.IsBad!.Value)];
        var summary = new BacktestSummary(labels, all, options, run, otherRun);
        return new BacktestReport
        {
            Label = options.Label,
            Amount = source.AmountAttribute,
            Events = all,
            BadLineCount = source.BadLineCount,
            Problems = [.. source.Problems, .. Warnings(candidate, options), .. other is null ? [] : Warnings(other, options)],
            Period = PeriodOf(source.InTimeOrder),
            ConfidenceLevel = options.BootstrapReplicates > 0 ? options.ConfidenceLevel : 0,
            Candidate = summary.Candidate,
            Other = summary.Other,
            Comparison = otherRun is null ? null : summary.Compare(matrix),
        };
    }

    // Rules or features that read the outcome look into the future, unless a window's lag keeps it out.
    private static IEnumerable<RiskDiagnostic> Warnings(BacktestCandidate candidate, BacktestOptions options)
    {
        AttributeLayout layout = candidate.Scorer.Layout;
        int label = layout.Schema.IndexOf(options.Label);
        if (label >= 0 && layout.UseOf(label) != AttributeUse.None)
        {
            yield return RiskDiagnostic.Warning("RB052", $"{candidate.Name} reads '{options.Label}', the outcome itself.") with
            {
                Suggestion = "take it out of rules, features and windows, or make sure that a window's lag hides what was not known yet",
            };
        }
    }

    private static (DateTimeOffset First, DateTimeOffset Last)? PeriodOf(LabelledEvent[] events)
    {
        double[] times = [.. events.Select(static item => item.Time).Where(static time => !double.IsNaN(time))];
        return times.Length == 0 ? null : (FromMicroseconds(times[0]), FromMicroseconds(times[^1]));
    }

    private static DateTimeOffset FromMicroseconds(double time) => DateTimeOffset.UnixEpoch.AddMicroseconds(time);
}
