using Risk.Events;
using Risk.Rules;
using Risk.Scoring.Bundles;
using Risk.Scoring.Recording;
using Risk.Velocity;

namespace Risk.Extensions.Loading;

/// <summary>The parts of one scorer as they were named, and how to build it from what their sources hold now.</summary>
/// <param name="events">Reads the events.</param>
/// <param name="original">The recipe whose parts hold where this one names none of its own; null for none.</param>
internal sealed class ScorerRecipe<TEvent>(IEventReader<TEvent> events, ScorerRecipe<TEvent>? original)
{
    private readonly List<ScorerPart<TEvent>> _own = [];
    private readonly Dictionary<string, RiskSource> _lists = new(StringComparer.Ordinal);
    private readonly List<string> _modelNames = [];
    private readonly List<RiskDiagnostic> _problems = [];
    private RiskSource? _bundleSource;
    private Loaded<RiskBundle>? _bundle;

    /// <summary>The store of the past; null when the parts need none or a bundle brings the need with it.</summary>
    public IWindowProvider? Windows { get; set; }

    /// <summary>Takes the scorer's decisions; null for nobody.</summary>
    public IDecisionSink? Sink { get; set; }

    /// <summary>What must hold of a scorer before it goes live.</summary>
    public List<Func<RiskScorer<TEvent>, IEnumerable<string>>> Checks { get; } = [];

    /// <summary>Whether code has a say at every build, so that the same sources may give another scorer.</summary>
    public bool RunsCode => Parts.Any(static part => part.Slot is null);

    /// <summary>Every source: those that were named and those that parts named, such as list files of rules.</summary>
    public IEnumerable<RiskSource> Sources => Named.Concat(Loads.SelectMany(static loaded => loaded.Read.Keys)).DistinctBy(static source => source.Identity);

    private IEnumerable<ScorerPart<TEvent>> Parts => original is null || _bundle is not null
        ? _own
        : original.Parts.Where(part => part.Slot is null || !_own.Exists(own => own.Slot == part.Slot)).Concat(_own);

    private IEnumerable<RiskSource> Named => Parts.Select(static part => part.Source).Append(_bundleSource).OfType<RiskSource>().Concat(_lists.Values);

    private IEnumerable<ILoaded> Loads => Parts.Select(static part => part.Loaded).Append(_bundle).OfType<ILoaded>();

    /// <summary>Something wrong with how the parts were named, told when the scorer is built.</summary>
    public void Report(RiskDiagnostic problem) => _problems.Add(problem);

    /// <summary>Adds a part, in place of one that has its slot.</summary>
    public void Add(string? slot, Action<RiskScorerBuilder<TEvent>, SourceReader> apply, RiskSource? source = null, ILoaded? loaded = null)
    {
        _own.RemoveAll(part => slot is not null && part.Slot == slot);
        _own.Add(new ScorerPart<TEvent>(slot, apply, source, loaded));
    }

    /// <summary>Adds a part that is loaded from a source.</summary>
    public void Add<T>(string slot, RiskSource source, Func<SourceReader, T> load, Action<RiskScorerBuilder<TEvent>, T> apply)
        where T : class
    {
        var loaded = new Loaded<T>(load);
        Add(slot, (builder, reader) => apply(builder, loaded.Get(reader)), source, loaded);
    }

    /// <summary>Takes a bundle in place of single parts.</summary>
    public void UseBundle(RiskSource source)
    {
        source = source.OfBundle();
        _bundleSource = source;
        _bundle = new Loaded<RiskBundle>(reader =>
        {
            byte[] content = reader.Read(source);
            RiskBundle bundle = source.FilePath is { } path && Directory.Exists(path) ? RiskBundle.Load(path) : RiskBundle.Load(content, source.Name);
            IReadOnlyList<GoldenDifference> differences = bundle.Verify();
            return differences.Count == 0
                ? bundle
                : throw new RiskFormatException([.. differences.Select(difference => RiskDiagnostic.Error("RB031", difference.ToString()) with { File = source.Name })]);
        });
    }

    /// <summary>Makes a list that rules may name.</summary>
    public void UseList(string name, RiskSource source) => _lists[name] = source;

    /// <summary>Makes it known to rules that a named model gives outputs.</summary>
    public void AddModelName(string name) => _modelNames.Add(name);

    /// <summary>Reads rules with the lists, and with the list files they name beside their own file.</summary>
    public RuleSet LoadRules(SourceReader reader, RiskSource source, RuleSetOptions? given)
    {
        RuleSetOptions options = given ?? RuleSetOptions.Default;
        var lists = new Dictionary<string, IReadOnlyList<string>>(options.Lists ?? new Dictionary<string, IReadOnlyList<string>>(), StringComparer.Ordinal);
        foreach ((string name, RiskSource list) in _lists)
        {
            lists[name] = ReadList(reader, name, list);
        }

        string? folder = source.FilePath is { } path ? Path.GetDirectoryName(path) : null;
        options = options with
        {
            FileName = options.FileName ?? source.Name,
            Lists = lists,
            ModelOutputs = [.. options.ModelOutputs, .. _modelNames.SelectMany(static name => new[] { name + "_probability", name + "_score" })],
            OpenFile = options.OpenFile ?? (folder is null ? null : name => new MemoryStream(reader.Read(Path.Combine(folder, name)))),
        };
        string text = reader.ReadText(source);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB035", "the rules are empty: a file that was cut off looks like this.") with
            {
                File = source.Name,
                Suggestion = "write a comment into it when no rules are meant",
            });
        }

        RuleSet rules = RuleSet.Parse(text, events.Schema, options);
        RunTests(reader, source, rules);
        return rules;
    }

    /// <summary>Builds a scorer from what the sources hold now and checks it.</summary>
    /// <exception cref="RiskFormatException">Every problem of every part.</exception>
    public RiskScorer<TEvent> Build(SourceReader reader)
    {
        var problems = new List<RiskDiagnostic>(_problems);
        if (_bundle is null && !Parts.Any(static part => part.Slot is null or "rules" || part.Slot.StartsWith("model", StringComparison.Ordinal)))
        {
            problems.Add(RiskDiagnostic.Error("RB043", "there is nothing to score by.") with { Suggestion = "name a model, rules or a bundle" });
        }

        RiskScorerBuilder<TEvent> builder = RiskScorer.For(events);
        if (_bundle is not null)
        {
            CheckExclusive(problems);
            Collect(_bundleSource, problems, () => builder = FromBundle(_bundle.Get(reader)));
        }
        else if (Windows is not null)
        {
            builder.UseWindows(Windows);
        }

        foreach (ScorerPart<TEvent> part in Parts)
        {
            Collect(part.Source, problems, () => part.Apply(builder, reader));
        }

        if (problems.Count > 0)
        {
            throw new RiskFormatException(problems);
        }

        RiskScorer<TEvent> scorer = builder.UseSink(Sink).Build();
        string[] failures = [.. Checks.SelectMany(check => check(scorer))];
        return failures.Length == 0 ? scorer : throw new RiskFormatException([.. failures.Select(static failure => RiskDiagnostic.Error("RB032", failure))]);
    }

    // The tests that lie beside a rules file have to pass before it goes live.
    private static void RunTests(SourceReader reader, RiskSource source, RuleSet rules)
    {
        if (source.FilePath is not { } path || !reader.TryReadText(RuleTestFile.PathFor(path), out string tests))
        {
            return;
        }

        RuleTestReport report = RuleTestFile.Parse(tests, RuleTestFile.PathFor(source.Name)).Run(rules);
        if (!report.Succeeded)
        {
            throw new RiskFormatException([.. report.Results.Where(static result => !result.Passed).Select(result =>
                RiskDiagnostic.Error("RB033", $"the rules fail a test: {result}") with { File = report.File, Line = result.Test.Line })]);
        }
    }

    private static string[] ReadList(SourceReader reader, string name, RiskSource source)
    {
        try
        {
            return [.. reader.ReadText(source).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != '#')];
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB030", $"the list '@{name}' can't be read: {exception.Message}") with { File = source.Name, Path = source.ConfigurationKey });
        }
    }

    private static void Collect(RiskSource? source, List<RiskDiagnostic> problems, Action apply)
    {
        try
        {
            apply();
        }
        catch (RiskFormatException exception)
        {
            problems.AddRange(exception.Diagnostics.Select(problem => Place(problem, source)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(Place(RiskDiagnostic.Error("RB030", exception.Message) with { File = source?.Name }, source));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A user's code or an unforeseen file: the last good scorer must go on deciding all the same.
            problems.Add(Place(RiskDiagnostic.Error("RB044", $"loading failed with {exception.GetType().Name}: {exception.Message}") with { File = source?.Name }, source));
        }
    }

    private static RiskDiagnostic Place(RiskDiagnostic problem, RiskSource? source) =>
        problem.Path is null && source?.ConfigurationKey is { } key && source.FilePath is not null ? problem with { Path = key } : problem;

    private RiskScorerBuilder<TEvent> FromBundle(RiskBundle bundle)
    {
        // One store for all reloads, or the past would be forgotten with each.
        Windows ??= bundle.NeedsWindows ? new VelocityStore(new VelocityOptions { Clock = null }) : null;
        return bundle.CreateBuilder(events, Windows);
    }

    private void CheckExclusive(List<RiskDiagnostic> problems)
    {
        string[] others = [.. _own.Select(static part => part.Slot).OfType<string>().Concat(_lists.Keys.Select(static name => "list " + name))];
        if (others.Length > 0)
        {
            problems.Add(RiskDiagnostic.Error("RB042", $"a bundle brings all parts of a scorer, and {string.Join(", ", others)} is named beside it.") with
            {
                Suggestion = "name a bundle or single parts",
            });
        }
    }
}
