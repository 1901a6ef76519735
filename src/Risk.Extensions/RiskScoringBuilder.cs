using Risk.Events;
using Risk.Scoring.Recording;

namespace Risk.Extensions;

/// <summary>Sets up a service's scorer: its parts, how changes are noticed, warm-up and telemetry.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed partial class RiskScoringBuilder<TEvent> : ScorerPartsBuilder<TEvent, RiskScoringBuilder<TEvent>>
{
    private readonly IEventReader<TEvent> _reader;

    internal RiskScoringBuilder(IEventReader<TEvent> reader, string? key)
        : base(reader, original: null)
    {
        _reader = reader;
        Key = key;
        Name = key ?? typeof(TEvent).Name;
    }

    /// <summary>The key of its services; null for the scorer without a name.</summary>
    internal string? Key { get; }

    /// <summary>The scorer's name in logs, metrics and health.</summary>
    internal string Name { get; }

    internal bool WatchesSources { get; private set; } = true;

    internal TimeSpan? PollingInterval { get; private set; }

    internal bool HasTelemetry { get; private set; } = true;

    internal int TimedInterval { get; private set; } = 64;

    internal TEvent[] WarmUpEvents { get; private set; } = [];

    internal DecisionLogOptions? LogOptions { get; private set; }

    internal IDecisionSink? Sink { get; private set; }

    internal Action<ReloadStatus>? ReloadHandlers { get; private set; }

    /// <summary>Scores these events, without recording them, until the code is compiled to its fastest form, before the host takes requests; and previews them with every new snapshot before it goes live.</summary>
    public RiskScoringBuilder<TEvent> WarmUp(params IEnumerable<TEvent> events)
    {
        WarmUpEvents = [.. events];
        return this;
    }

    /// <summary>Looks at the sources' contents at an interval instead of waiting for the file system's word, as mounted volumes of containers need and streams.</summary>
    /// <param name="interval">10 ms or more. A change goes live at the second look that finds it.</param>
    public RiskScoringBuilder<TEvent> PollSources(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(10));
        PollingInterval = interval;
        return this;
    }

    /// <summary>Reloads only when <see cref="ReloadableScorer.Reload"/> is called.</summary>
    public RiskScoringBuilder<TEvent> DoNotWatch()
    {
        WatchesSources = false;
        return this;
    }

    /// <summary>Called after every reload, whether it was published, unchanged or refused, on the thread that reloaded. What it throws is logged.</summary>
    public RiskScoringBuilder<TEvent> OnReload(Action<ReloadStatus> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ReloadHandlers += handler;
        return this;
    }

    /// <summary>
    /// Writes every decision with what it stands on to files of JSON Lines, off the callers' path; see docs/decision-log.md. What does not fit or can't be written is lost and counted, and told by metrics
    /// and health. It holds what events hold, which is personal data: see <see cref="DecisionLogOptions.OmittedAttributes"/>.
    /// </summary>
    /// <param name="options">Where and how.</param>
    public RiskScoringBuilder<TEvent> LogDecisions(DecisionLogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LogOptions = options;
        return this;
    }

    /// <summary>Gives every decision of champion and challenger to a sink. It outlives reloads, and is not disposed.</summary>
    /// <param name="sink">The sink.</param>
    public RiskScoringBuilder<TEvent> UseSink(IDecisionSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        Sink = sink;
        return this;
    }

    /// <summary>Times one decision in so many for the duration histogram, 64 unless set. 1 times all, which costs two readings of the clock a decision.</summary>
    public RiskScoringBuilder<TEvent> TimeOneIn(int decisions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(decisions, 1);
        TimedInterval = decisions;
        return this;
    }

    /// <summary>Counts and times nothing.</summary>
    public RiskScoringBuilder<TEvent> WithoutTelemetry()
    {
        HasTelemetry = false;
        return this;
    }
}
