using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Risk.Extensions.Telemetry;
using Risk.Scoring;

namespace Risk.Extensions;

/// <summary>
/// The scorer of a service: one live snapshot behind a single reference. A reload builds a new snapshot beside it and publishes it with one write, or keeps the last
/// good one and says why. Every decision comes whole from one snapshot.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Scoring: allocations none, thread safety safe. Reloading allocates and is serialized.</remarks>
public sealed class ReloadableScorer<TEvent> : IRiskScorer<TEvent>, IDisposable
{
    private readonly RiskScoringBuilder<TEvent> _builder;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly ScorerTelemetry? _telemetry;
    private readonly Lock _reloading = new();
    private readonly FileChanges? _changes;
    private volatile RiskScorer<TEvent>? _live;
    private volatile ReloadStatus _status = ReloadStatus.NotLoaded;

    internal ReloadableScorer(RiskScoringBuilder<TEvent> builder, ILogger logger, TimeProvider clock, RiskMeter meter)
    {
        (_builder, _logger, _clock) = (builder, logger, clock);
        _telemetry = builder.HasTelemetry ? new ScorerTelemetry(meter, builder.Name, builder.TimedInterval) : null;
        if (builder.WatchesFiles && builder.Files.Count > 0)
        {
            _changes = new FileChanges(builder.Files, builder.PollingInterval, clock, () => Reload());
        }
    }

    /// <summary>Raised after a reload, successful or not, on the thread that reloaded.</summary>
    public event Action<ReloadStatus>? Reloaded;

    /// <summary>How the last load went.</summary>
    public ReloadStatus Status => _status;

    /// <inheritdoc/>
    public string Version => Live.Version;

    private RiskScorer<TEvent> Live => _live ?? LoadFirst();

    /// <inheritdoc/>
    public RiskDecision Score(in TEvent source)
    {
        RiskScorer<TEvent> live = Live;
        if (_telemetry is not { } telemetry)
        {
            return live.Score(in source);
        }

        if (telemetry.Counters.IsTimed() | ScorerTelemetry.IsTraced)
        {
            return ScoreObserved(live, in source, telemetry);
        }

        RiskDecision decision = live.Score(in source);
        telemetry.Counters.Count(in decision);
        return decision;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        Live.Score(events, decisions);
        if (_telemetry is { } telemetry)
        {
            foreach (ref readonly RiskDecision decision in decisions)
            {
                telemetry.Counters.Count(in decision);
            }
        }
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(in TEvent source) => Live.Explain(in source);

    /// <summary>Scores without recording the event in the windows.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public RiskDecision Preview(in TEvent source) => Live.Preview(in source);

    /// <summary>Reads all files anew and publishes a new snapshot when they are good.</summary>
    /// <returns>How it went; on failure the last good snapshot goes on deciding.</returns>
    public ReloadStatus Reload()
    {
        lock (_reloading)
        {
            try
            {
                RiskScorer<TEvent> next = _builder.Build();
                string result = _live?.Version == next.Version ? "unchanged" : "published";
                _live = next;
                _status = new ReloadStatus(IsCurrent: true, next.Version, _clock.GetUtcNow(), []);
                RiskLog.Loaded(_logger, _builder.Name, next.Version);
                _telemetry?.RecordReload(result, isCurrent: true);
            }
            catch (RiskFormatException exception)
            {
                _status = new ReloadStatus(IsCurrent: false, _live?.Version, _clock.GetUtcNow(), exception.Diagnostics);
                RiskLog.Refused(_logger, _builder.Name, _live?.Version ?? "none", exception.Message);
                _telemetry?.RecordReload("refused", isCurrent: false);
            }
        }

        Reloaded?.Invoke(_status);
        return _status;
    }

    /// <summary>Stops watching files.</summary>
    public void Dispose() => _changes?.Dispose();

    /// <summary>Builds the first snapshot.</summary>
    /// <exception cref="RiskFormatException">Every problem of every part: a service must not start without a scorer.</exception>
    internal void Start()
    {
        if (_live is null)
        {
            LoadFirst();
        }

        _changes?.Start();
    }

    internal void WarmUp(CancellationToken cancellation)
    {
        const int CallsUntilTieredUp = 20_000;
        TEvent[] events = _builder.WarmUpEvents;
        for (int i = 0; i < CallsUntilTieredUp && events.Length > 0 && !cancellation.IsCancellationRequested; i++)
        {
            Live.Preview(in events[i % events.Length]);
        }
    }

    // Apart from the path of all other calls, so that the timer and the span cost them nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RiskDecision ScoreObserved(RiskScorer<TEvent> live, in TEvent source, ScorerTelemetry telemetry)
    {
        using Activity? activity = ScorerTelemetry.IsTraced ? telemetry.Start() : null;
        bool timed = telemetry.WantsDurations;
        long startedAt = timed ? Stopwatch.GetTimestamp() : 0;
        RiskDecision decision = live.Score(in source);
        if (timed)
        {
            telemetry.RecordDuration(startedAt);
        }

        telemetry.Counters.Count(in decision);
        ScorerTelemetry.Complete(activity, in decision);
        return decision;
    }

    private RiskScorer<TEvent> LoadFirst()
    {
        ReloadStatus status = _live is null ? Reload() : _status;
        return _live ?? throw new RiskFormatException(status.Problems);
    }
}
