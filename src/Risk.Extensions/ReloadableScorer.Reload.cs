using Risk.Extensions.Loading;
using Risk.Scoring.Recording;

namespace Risk.Extensions;

public sealed partial class ReloadableScorer<TEvent>
{
    private readonly Lock _reloading = new();
    private readonly ScorerUnit<TEvent> _champion;
    private readonly ScorerUnit<TEvent>? _challenger;
    private readonly ScorerUnit<TEvent>[] _shadowUnits;
    private readonly SourceChanges? _changes;
    private volatile DecisionLog? _log;
    private volatile ReloadStatus _status;

    /// <inheritdoc/>
    public override ReloadStatus Status => _status;

    /// <inheritdoc/>
    public override DecisionLog? DecisionLog => _log;

    private IEnumerable<ScorerUnit<TEvent>> Units => _challenger is null ? [_champion, .. _shadowUnits] : [_champion, _challenger, .. _shadowUnits];

    private IEnumerable<RiskSource> Sources
    {
        get
        {
            lock (_reloading)
            {
                return [.. Units.SelectMany(static unit => unit.Sources).DistinctBy(static source => source.Identity)];
            }
        }
    }

    /// <inheritdoc/>
    public override ReloadStatus Reload()
    {
        ReloadStatus status;
        lock (_reloading)
        {
            status = Load();
        }

        try
        {
            RaiseReloaded(status);
            _builder.ReloadHandlers?.Invoke(status);
        }
        catch (Exception exception)
        {
            RiskLog.HandlerFailed(_logger, Name, exception);
        }

        return status;
    }

    internal override IReadOnlyList<RiskDiagnostic> LoadFirst() => (_live is null ? Reload() : _status).Problems;

    internal override void Watch() => _changes?.Start();

    internal override void WarmUp(CancellationToken cancellation)
    {
        const int CallsUntilTieredUp = 20_000;
        TEvent[] events = _builder.WarmUpEvents;
        if (events.Length == 0)
        {
            return;
        }

        long startedAt = _clock.GetTimestamp();
        int calls = 0;
        for (; calls < CallsUntilTieredUp && !cancellation.IsCancellationRequested; calls++)
        {
            Live.Champion.Preview(in events[calls % events.Length]);
        }

        RiskLog.WarmedUp(_logger, Name, calls, _clock.GetElapsedTime(startedAt).TotalMilliseconds);
    }

    private LiveSnapshot<TEvent> LoadOrThrow()
    {
        IReadOnlyList<RiskDiagnostic> problems = LoadFirst();
        return _live ?? throw new RiskFormatException(problems);
    }

    private ReloadStatus Load()
    {
        var reader = new SourceReader();
        bool changed = false;
        var problems = new List<RiskDiagnostic>();
        OpenLog(problems);
        foreach (ScorerUnit<TEvent> unit in Units)
        {
            ReloadResult result = unit.Load(reader, _builder.WarmUpEvents);
            changed |= result == ReloadResult.Published;
            problems.AddRange(unit.Problems);
            if (unit != _champion)
            {
                continue;
            }

            // Variants read the same past unless they were given a store of their own.
            _builder.ShareWindows();
        }

        if (changed && Units.All(static unit => unit.Live is not null))
        {
            _live = new LiveSnapshot<TEvent>(_champion.Live!, _builder.Experiment, _challenger?.Live);
            _shadows?.Use([.. _shadowUnits.Select(static unit => unit.Live!)]);
        }

        return _status = Conclude(changed, problems);
    }

    private void OpenLog(List<RiskDiagnostic> problems)
    {
        if (_builder.LogOptions is not { } options || _log is not null)
        {
            _builder.GiveSink(_log ?? _builder.Sink);
            return;
        }

        try
        {
            _log = new DecisionLog(options);
            _telemetry?.Add(_log);
            _builder.GiveSink(_log);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(RiskDiagnostic.Error("RB034", $"the decision log can't be begun: {exception.Message}") with { File = options.Folder });
        }
    }

    private ReloadStatus Conclude(bool changed, List<RiskDiagnostic> problems)
    {
        string? version = _live?.Champion.Version;
        ReloadResult result = problems.Count > 0 ? ReloadResult.Refused : changed ? ReloadResult.Published : ReloadResult.Unchanged;
        switch (result)
        {
            case ReloadResult.Published:
                RiskLog.Loaded(_logger, Name, version!);
                break;
            case ReloadResult.Unchanged:
                RiskLog.Unchanged(_logger, Name, version!);
                break;
            case ReloadResult.Refused when version is null:
                RiskLog.NotLoaded(_logger, Name, string.Join('\n', problems));
                break;
            case ReloadResult.Refused when _status.Result == ReloadResult.Refused && _status.Version == version && _status.Problems.SequenceEqual(problems):
                // Files that a refused load found are watched from then on, which brings one more look at the same contents.
                RiskLog.StillRefused(_logger, Name, version);
                break;
            default:
                RiskLog.Refused(_logger, Name, version!, string.Join('\n', problems));
                break;
        }

        _telemetry?.RecordReload(result.ToString().ToLowerInvariant(), problems.Count == 0);
        return new ReloadStatus(problems.Count == 0, version, _clock.GetUtcNow(), problems) { Scorer = Name, Result = result };
    }
}
