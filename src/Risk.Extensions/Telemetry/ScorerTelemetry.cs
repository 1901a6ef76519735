using System.Diagnostics;
using System.Diagnostics.Metrics;
using Risk.Scoring;
using Risk.Scoring.Recording;

namespace Risk.Extensions.Telemetry;

/// <summary>What one scorer reports to the meter and, when someone listens, as spans.</summary>
internal sealed class ScorerTelemetry
{
    private static readonly ActivitySource Source = new(RiskTelemetry.ActivitySourceName);

    private readonly RiskMeter _meter;
    private readonly KeyValuePair<string, object?> _scorerTag;

    public ScorerTelemetry(RiskMeter meter, string scorer, int interval)
    {
        _meter = meter;
        _scorerTag = new KeyValuePair<string, object?>(RiskTelemetry.ScorerTag, scorer);
        Scorer = scorer;
        Counters = new ScorerCounters(scorer, interval);
        meter.Add(this);
    }

    /// <summary>The scorer's name.</summary>
    public string Scorer { get; }

    /// <summary>Its decisions.</summary>
    public ScorerCounters Counters { get; }

    /// <summary>Its shadows.</summary>
    public IReadOnlyList<ShadowCounters> Shadows { get; private set; } = [];

    /// <summary>Whether the live snapshot is what the sources say.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Whether spans are wanted.</summary>
    public static bool IsTraced => Source.HasListeners();

    /// <summary>Whether someone reads durations.</summary>
    public bool WantsDurations => _meter.Durations.Enabled;

    /// <summary>Its decision log; null without one.</summary>
    public DecisionLog? Log { get; private set; }

    /// <summary>Observes a decision log too.</summary>
    public void Add(DecisionLog log) => Log = log;

    /// <summary>What the log has done with decisions, by result.</summary>
    public IEnumerable<Measurement<long>> ObserveLog()
    {
        if (Log is { } log)
        {
            yield return new Measurement<long>(log.Written, _scorerTag, new(RiskTelemetry.ResultTag, "written"));
            yield return new Measurement<long>(log.Dropped, _scorerTag, new(RiskTelemetry.ResultTag, "dropped"));
            yield return new Measurement<long>(log.Failed, _scorerTag, new(RiskTelemetry.ResultTag, "failed"));
        }
    }

    /// <summary>Observes shadows too.</summary>
    public void Add(IReadOnlyList<ShadowComparison> shadows) => Shadows = [.. shadows.Select(shadow => new ShadowCounters(Scorer, shadow))];

    /// <summary>Starts a span; null when no listener takes it.</summary>
    public Activity? Start() => Source.StartActivity(RiskTelemetry.ScoreActivity)?.SetTag(RiskTelemetry.ScorerTag, Scorer);

    /// <summary>Completes a span with the decision. Never with what the event held.</summary>
    public static void Complete(Activity? activity, in RiskDecision decision)
    {
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(RiskTelemetry.ActionTag, ScorerCounters.NameOf(decision.Action));
            activity.SetTag("risk.version", decision.Version);
            activity.SetTag("risk.rule", decision.Rule);
        }
    }

    /// <summary>Records a sampled duration.</summary>
    public void RecordDuration(long startedAt) => _meter.Durations.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, _scorerTag);

    /// <summary>Counts a load.</summary>
    public void RecordReload(string result, bool isCurrent)
    {
        IsCurrent = isCurrent;
        _meter.Reloads.Add(1, _scorerTag, new KeyValuePair<string, object?>(RiskTelemetry.ResultTag, result));
    }

    /// <summary>One for a current snapshot, zero for an older one.</summary>
    public Measurement<int> ObserveCurrent() => new(IsCurrent ? 1 : 0, _scorerTag);
}
