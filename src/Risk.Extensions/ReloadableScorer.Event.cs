using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Risk.Extensions.Loading;
using Risk.Extensions.Shadows;
using Risk.Extensions.Telemetry;
using Risk.Scoring;

namespace Risk.Extensions;

/// <summary>
/// The scorer of a service: one live snapshot behind a single reference. A reload builds a new snapshot beside it and publishes it with one write, or keeps the last
/// good one and says why. Every decision comes whole from one snapshot.
/// </summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
/// <remarks>Scoring: allocations none, thread safety safe. Reloading allocates and is serialized.</remarks>
public sealed partial class ReloadableScorer<TEvent> : ReloadableScorer, IRiskScorer<TEvent>, IDisposable
{
    private readonly RiskScoringBuilder<TEvent> _builder;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly ScorerTelemetry? _telemetry;
    private readonly ShadowRunner<TEvent>? _shadows;
    private readonly IDisposable[] _configurationChanges = [];
    private volatile LiveSnapshot<TEvent>? _live;

    internal ReloadableScorer(RiskScoringBuilder<TEvent> builder, ILogger logger, TimeProvider clock, RiskMeter meter)
    {
        (_builder, _logger, _clock) = (builder, logger, clock);
        _telemetry = builder.HasTelemetry ? new ScorerTelemetry(meter, builder.Name, builder.TimedInterval) : null;
        if (builder.Shadows.Count > 0)
        {
            _shadows = new ShadowRunner<TEvent>(builder.Name, builder.Shadows.Select(static shadow => shadow.Name), builder.ShadowCapacity);
            _telemetry?.Add(_shadows.Comparisons);
        }

        _champion = new ScorerUnit<TEvent>(null, builder.Recipe);
        _challenger = builder.Experiment?.Challenger is { } challenger ? new ScorerUnit<TEvent>("challenger", challenger.Recipe) : null;
        _shadowUnits = [.. builder.Shadows.Select(static shadow => new ScorerUnit<TEvent>("shadow " + shadow.Name, shadow.Parts.Recipe))];
        _status = new ReloadStatus(false, null, DateTimeOffset.UnixEpoch, []) { Scorer = builder.Name };
        if (builder.WatchesSources)
        {
            _changes = new SourceChanges(() => Sources, builder.PollingInterval, clock, () => Reload(), exception => RiskLog.WatchLost(_logger, Name, exception));
            _configurationChanges = [.. builder.Sections.Select(section => ChangeToken.OnChange(section.GetReloadToken, _changes.Look))];
        }
    }

    /// <inheritdoc/>
    public override string Name => _builder.Name;

    /// <inheritdoc cref="IRiskScorer{TEvent}.Version"/>
    public override string Version => Live.Champion.Version;

    /// <inheritdoc/>
    public override IReadOnlyList<ShadowComparison> Shadows => _shadows?.Comparisons ?? [];

    private LiveSnapshot<TEvent> Live => _live ?? LoadOrThrow();

    /// <inheritdoc/>
    public RiskDecision Score(in TEvent source)
    {
        LiveSnapshot<TEvent> live = Live;
        if (_telemetry is { } timing && (timing.Counters.IsTimed() | ScorerTelemetry.IsTraced))
        {
            return ScoreObserved(live, in source, timing);
        }

        RiskDecision decision = live.Score(in source);
        Tell(in source, in decision);
        return decision;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<TEvent> events, Span<RiskDecision> decisions)
    {
        Live.Score(events, decisions);
        for (int i = 0; i < events.Length; i++)
        {
            Tell(in events[i], in decisions[i]);
        }
    }

    /// <inheritdoc/>
    public DecisionTrace Explain(in TEvent source) => Live.Explain(in source);

    /// <summary>What the champion would decide, without recording the event in the windows.</summary>
    /// <remarks>Allocations: none. Thread safety: safe.</remarks>
    public RiskDecision Preview(in TEvent source) => Live.Champion.Preview(in source);

    /// <summary>Stops watching sources and running shadows, and writes what waits for the decision log.</summary>
    public void Dispose()
    {
        foreach (IDisposable change in _configurationChanges)
        {
            change.Dispose();
        }

        _changes?.Dispose();
        _shadows?.Dispose();
        _log?.Dispose();
    }

    // Apart from the path of all other calls, so that the timer and the span cost them nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RiskDecision ScoreObserved(LiveSnapshot<TEvent> live, in TEvent source, ScorerTelemetry telemetry)
    {
        using Activity? activity = ScorerTelemetry.IsTraced ? telemetry.Start() : null;
        bool timed = telemetry.WantsDurations;
        long startedAt = timed ? Stopwatch.GetTimestamp() : 0;
        RiskDecision decision = live.Score(in source);
        if (timed)
        {
            telemetry.RecordDuration(startedAt);
        }

        Tell(in source, in decision);
        ScorerTelemetry.Complete(activity, in decision);
        return decision;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tell(in TEvent source, in RiskDecision decision)
    {
        _telemetry?.Counters.Count(in decision);
        _shadows?.Offer(in source, in decision);
    }
}
