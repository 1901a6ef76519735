using System.Globalization;
using Risk.Events;

namespace Risk.Scoring.Replay;

/// <summary>
/// Scores logged decisions again, each from the attributes and windows that it stood on, and compares every bit: proof that a decision can be explained later, on another
/// machine, or a list of what a changed rule or model does.
/// </summary>
public static class DecisionReplay
{
    private const int ProgressSteps = 1000;

    /// <summary>Replays logs with a bundle.</summary>
    /// <param name="logs">Files or folders; see <see cref="DecisionLogReader"/>.</param>
    /// <param name="bundle">The bundle that decides now.</param>
    /// <param name="options">How; null for the usual way.</param>
    /// <exception cref="RiskFormatException">A log is not there, or the bundle's parts do not fit.</exception>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    public static ReplayReport Run(IEnumerable<string> logs, RiskBundle bundle, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var reader = new LoggedEventReader(bundle.Schema);
        var windows = new LoggedWindows();
        var sink = new PartsSink();
        return Run(logs, bundle.CreateBuilder(reader, windows).UseSink(sink).Build(), reader, windows, sink, options ?? new ReplayOptions());
    }

    /// <summary>Replays logs with a scorer built in code.</summary>
    /// <param name="logs">Files or folders; see <see cref="DecisionLogReader"/>.</param>
    /// <param name="schema">The attributes of the events.</param>
    /// <param name="configure">Names models, rules, pipeline and policy. Windows come from the log.</param>
    /// <param name="options">How; null for the usual way.</param>
    /// <exception cref="RiskFormatException">A log is not there, or parts do not fit.</exception>
    /// <exception cref="OperationCanceledException">The options' cancellation was asked for.</exception>
    public static ReplayReport Run(IEnumerable<string> logs, EventSchema schema, Action<RiskScorerBuilder<LoggedDecision>> configure, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var reader = new LoggedEventReader(schema);
        var windows = new LoggedWindows();
        var sink = new PartsSink();
        RiskScorerBuilder<LoggedDecision> builder = RiskScorer.For(reader);
        configure(builder);
        return Run(logs, builder.UseWindows(windows).UseSink(sink).Build(), reader, windows, sink, options ?? new ReplayOptions());
    }

    private static ReplayReport Run(
        IEnumerable<string> logs, RiskScorer<LoggedDecision> scorer, LoggedEventReader reader, LoggedWindows windows, PartsSink parts, ReplayOptions options)
    {
        using var log = new DecisionLogReader(logs, options.MaximumProblems);
        var counts = new ReplayCounts(options);
        while (log.Read())
        {
            options.Cancellation.ThrowIfCancellationRequested();
            LoggedDecision logged = log.Current!;
            counts.Add(logged, scorer.Preview(in logged), windows.Names);
            if (log.DecisionCount % ProgressSteps == 0)
            {
                options.Progress?.Invoke(log.DecisionCount);
            }
        }

        options.Progress?.Invoke(log.DecisionCount);
        return counts.Report(scorer.Version, log, [.. Notes(log, reader, parts, counts)]);
    }

    private static IEnumerable<string> Notes(DecisionLogReader log, LoggedEventReader reader, PartsSink parts, ReplayCounts counts)
    {
        foreach (LoggedSource source in log.Sources)
        {
            string[] changed = [.. source.Fingerprints.Keys.Union(parts.Fingerprints.Keys)
                .Where(part => source.Fingerprints.GetValueOrDefault(part) != (parts.Fingerprints.TryGetValue(part, out Fingerprint now) ? now.ToString() : null))
                .Order(StringComparer.Ordinal)];
            if (changed.Length > 0)
            {
                yield return $"version {source.Version} had other parts: {string.Join(", ", changed)}.";
            }
        }

        if (reader.UnknownAttributes.Count > 0)
        {
            yield return $"logged attributes that are not read now: {string.Join(", ", reader.UnknownAttributes)}.";
        }

        if (reader.OtherKindAttributes.Count > 0)
        {
            yield return $"logged attributes that are of another kind now, and taken as missing: {string.Join(", ", reader.OtherKindAttributes)}.";
        }

        if (counts.AbsentWindows.Count > 0)
        {
            yield return $"windows that are read now and that the log does not have, taken as missing: {string.Join(", ", counts.AbsentWindows)}.";
        }

        if (log.LostCount > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the log lost {log.LostCount} decisions when it was written.");
        }
    }
}
