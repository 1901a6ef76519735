using Risk.Events;
using Risk.Scoring.Bundles;
using Risk.Velocity;

namespace Risk.Extensions;

/// <summary>Names the parts of a service's scorer. Files are read when the host starts and again when they change.</summary>
/// <typeparam name="TEvent">The event's type.</typeparam>
public sealed class RiskScoringBuilder<TEvent>
{
    private readonly IEventReader<TEvent> _reader;
    private readonly List<Action<RiskScorerBuilder<TEvent>>> _parts = [];
    private readonly List<string> _files = [];
    private string? _bundle;
    private IWindowProvider? _windows;

    internal RiskScoringBuilder(IEventReader<TEvent> reader) => _reader = reader;

    /// <summary>The files that are watched.</summary>
    internal IReadOnlyList<string> Files => _files;

    internal bool WatchesFiles { get; private set; } = true;

    internal TimeSpan? PollingInterval { get; private set; }

    /// <summary>The scorer's name in logs, metrics and health.</summary>
    internal string Name { get; } = typeof(TEvent).Name;

    internal bool HasTelemetry { get; private set; } = true;

    internal int TimedInterval { get; private set; } = 64;

    internal TEvent[] WarmUpEvents { get; private set; } = [];

    /// <summary>A model file: XGBoost, LightGBM, ONNX, coefficients or scorecard, told by its content.</summary>
    public RiskScoringBuilder<TEvent> UseModel(string path) => AddFile(path, builder => builder.UseModel(RiskModel.Load(path)));

    /// <summary>A model made in code.</summary>
    public RiskScoringBuilder<TEvent> UseModel(IRiskModel model) => Add(builder => builder.UseModel(model));

    /// <summary>A pipeline file.</summary>
    public RiskScoringBuilder<TEvent> UsePipeline(string path) => AddFile(path, builder => builder.UsePipeline(FeaturePipeline.Load(path, builder.Schema)));

    /// <summary>A pipeline made in code.</summary>
    public RiskScoringBuilder<TEvent> UsePipeline(FeaturePipeline pipeline) => Add(builder => builder.UsePipeline(pipeline));

    /// <summary>A rules file.</summary>
    public RiskScoringBuilder<TEvent> UseRules(string path) => AddFile(path, builder => builder.UseRules(path));

    /// <summary>Rules made in code.</summary>
    public RiskScoringBuilder<TEvent> UseRules(RuleSet rules) => Add(builder => builder.UseRules(rules));

    /// <summary>A policy.</summary>
    public RiskScoringBuilder<TEvent> UsePolicy(Action<DecisionPolicyBuilder> configure) => Add(builder => builder.UsePolicy(configure));

    /// <summary>A whole bundle in place of single parts: a folder or zip file; its golden events must score the same before it goes live.</summary>
    public RiskScoringBuilder<TEvent> UseBundle(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _bundle = path;
        if (Directory.Exists(path))
        {
            _files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        }
        else
        {
            _files.Add(path);
        }

        return this;
    }

    /// <summary>The store of the past. It outlives reloads.</summary>
    public RiskScoringBuilder<TEvent> UseWindows(IWindowProvider store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _windows = store;
        return this;
    }

    /// <summary>Anything else that <see cref="RiskScorerBuilder{TEvent}"/> offers. Runs at start and at every reload.</summary>
    public RiskScoringBuilder<TEvent> Configure(Action<RiskScorerBuilder<TEvent>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(configure);
    }

    /// <summary>Scores these events, without recording them, until the code is compiled to its fastest form, before the host takes requests.</summary>
    public RiskScoringBuilder<TEvent> WarmUp(params IEnumerable<TEvent> events)
    {
        WarmUpEvents = [.. events];
        return this;
    }

    /// <summary>Looks at the files' contents at an interval instead of waiting for the file system's word, as mounted volumes of containers need.</summary>
    public RiskScoringBuilder<TEvent> PollFiles(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(10));
        PollingInterval = interval;
        return this;
    }

    /// <summary>Reloads only when <see cref="ReloadableScorer{TEvent}.Reload"/> is called.</summary>
    public RiskScoringBuilder<TEvent> DoNotWatchFiles()
    {
        WatchesFiles = false;
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

    /// <summary>Reads all files anew and builds a scorer.</summary>
    /// <exception cref="RiskFormatException">Every problem of every part.</exception>
    internal RiskScorer<TEvent> Build()
    {
        if (_bundle is not null)
        {
            return BuildBundle(_bundle);
        }

        RiskScorerBuilder<TEvent> builder = RiskScorer.For(_reader);
        if (_windows is not null)
        {
            builder.UseWindows(_windows);
        }

        var problems = new List<RiskDiagnostic>();
        foreach (Action<RiskScorerBuilder<TEvent>> part in _parts)
        {
            try
            {
                part(builder);
            }
            catch (RiskFormatException exception)
            {
                problems.AddRange(exception.Diagnostics);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add(RiskDiagnostic.Error("RB030", exception.Message));
            }
        }

        return problems.Count == 0 ? builder.Build() : throw new RiskFormatException(problems);
    }

    private RiskScorer<TEvent> BuildBundle(string path)
    {
        RiskBundle bundle = RiskBundle.Load(path);
        IReadOnlyList<GoldenDifference> differences = bundle.Verify();
        return differences.Count == 0
            ? bundle.CreateScorer(_reader, _windows)
            : throw new RiskFormatException([.. differences.Select(difference => RiskDiagnostic.Error("RB031", difference.ToString()) with { File = path })]);
    }

    private RiskScoringBuilder<TEvent> AddFile(string path, Action<RiskScorerBuilder<TEvent>> part)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _files.Add(path);
        return Add(part);
    }

    private RiskScoringBuilder<TEvent> Add(Action<RiskScorerBuilder<TEvent>> part)
    {
        _parts.Add(part);
        return this;
    }
}
