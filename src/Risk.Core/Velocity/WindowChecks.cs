using System.Globalization;
using Risk.Events;
using Risk.Internals;

namespace Risk.Velocity;

/// <summary>Checks windows against a schema: all problems together.</summary>
internal static class WindowChecks
{
    private const int MostBuckets = 10_000;
    private const int MostKept = 64;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>The position of the attribute that holds the event's time.</summary>
    public static int TimePosition(EventSchema schema, VelocityOptions options)
    {
        if (options.TimeAttribute is { } name)
        {
            return schema.IndexOf(name);
        }

        for (int position = 0; position < schema.Count; position++)
        {
            if (schema[position].Kind == AttributeKind.Timestamp)
            {
                return position;
            }
        }

        return -1;
    }

    /// <exception cref="RiskFormatException">The problems.</exception>
    public static void ThrowIfAny(IReadOnlyList<WindowDefinition> windows, EventSchema schema, VelocityOptions options)
    {
        var problems = new List<RiskDiagnostic>();
        int time = TimePosition(schema, options);
        if (time < 0)
        {
            problems.Add(RiskDiagnostic.Error("RW001", options.TimeAttribute is null
                ? "windows need the event's time, and the schema has no timestamp."
                : $"the time attribute '{options.TimeAttribute}' is not in the schema."));
        }
        else if (schema[time].Kind != AttributeKind.Timestamp)
        {
            problems.Add(RiskDiagnostic.Error("RW001", $"the time attribute '{schema[time].Name}' is a {schema[time].Kind}, not a timestamp."));
        }

        foreach (WindowDefinition window in windows)
        {
            Check(window, schema, options, problems);
        }

        if (windows.Any(window => EntityStore.LooksAtLabel(window, options)))
        {
            CheckLabels(windows, schema, options, problems);
        }

        ThrowIfAny(problems);
    }

    /// <exception cref="RiskFormatException">The problems.</exception>
    public static void ThrowIfAny(IEnumerable<RiskDiagnostic> problems)
    {
        RiskDiagnostic[] all = [.. problems];
        if (all.Length > 0)
        {
            throw new RiskFormatException(all);
        }
    }

    /// <summary>The problem of windows that ask for more than an event can keep.</summary>
    public static IEnumerable<RiskDiagnostic> TooMany(IReadOnlyList<string> keys, (int Columns, int Conditions) counts)
    {
        if (counts.Columns > MostKept || counts.Conditions > MostKept)
        {
            yield return RiskDiagnostic.Error("RW009", $"windows by {string.Join(", ", keys)} look at {counts.Columns} values and {counts.Conditions} conditions (three for one over a label); an event keeps {MostKept} of each.") with
            {
                Suggestion = "leave out values or conditions, or put some windows into a store of their own",
            };
        }
    }

    private static void CheckLabels(IReadOnlyList<WindowDefinition> windows, EventSchema schema, VelocityOptions options, List<RiskDiagnostic> problems)
    {
        if (!schema.TryGet(options.EventIdAttribute!, out AttributeDefinition? id) || (!id.IsText && id.Kind != AttributeKind.Number))
        {
            problems.Add(RiskDiagnostic.Error("RW011", id is null
                ? $"the event id '{options.EventIdAttribute}' is not in the schema, and windows look at labels that are recorded by it."
                : $"the event id '{options.EventIdAttribute}' is a {id.Kind}, not a text or a number."));
        }

        foreach (string label in options.Labels)
        {
            if (schema.TryGet(label, out AttributeDefinition? attribute) && attribute.Kind is not (AttributeKind.Number or AttributeKind.Boolean))
            {
                problems.Add(RiskDiagnostic.Error("RW012", $"the label '{label}' is a {attribute.Kind}; labels recorded by event id are numbers or booleans.") with { Suggestion = "record it with OutcomeRecorder" });
            }
        }

        foreach (WindowDefinition window in windows)
        {
            if (window.IsBucketed && EntityStore.LooksAtLabel(window, options))
            {
                problems.Add(RiskDiagnostic.Error("RW012", $"window '{window.Name}': it keeps buckets, in which an event can't be found by its id.") with { Suggestion = "leave 'buckets' out, or record the label with OutcomeRecorder" });
            }

            if (window.Where is { } where && options.Labels.Count(label => EventCondition.LooksAt(where, label)) > 1)
            {
                problems.Add(RiskDiagnostic.Error("RW012", $"window '{window.Name}', where: it looks at several labels that arrive one by one.") with { Suggestion = "give each label a window of its own" });
            }
        }
    }

    private static void Check(WindowDefinition window, EventSchema schema, VelocityOptions options, List<RiskDiagnostic> problems)
    {
        void Report(string code, string message, string? suggestion = null) =>
            problems.Add(RiskDiagnostic.Error(code, $"window '{window.Name}': {message}") with { Suggestion = suggestion });

        if (window.Keys.Count == 0)
        {
            Report("RW002", "it has no key.", "name the attribute that identifies the entity, such as card_id");
        }

        foreach (string key in window.Keys)
        {
            CheckAttribute(key, schema, Report);
        }

        if (window.Window < Shortest || window.Window > Longest || window.Lag < TimeSpan.Zero || window.Lag > Longest)
        {
            Report("RW003", $"a window is 1 s to 400 days long and its lag 0 to 400 days; this one is {window.Window:c} with a lag of {window.Lag:c}.");
        }

        bool needsValue = window.Aggregate is WindowAggregate.Sum or WindowAggregate.Average or WindowAggregate.Minimum or WindowAggregate.Maximum or WindowAggregate.Distinct;
        if (needsValue && window.Value is null)
        {
            Report("RW004", $"{window.Aggregate.ToString().ToLowerInvariant()} needs a value.", "name the attribute that is aggregated");
        }
        else if (window.Value is { } value && CheckAttribute(value, schema, Report) is { IsText: true } && needsValue && window.Aggregate != WindowAggregate.Distinct)
        {
            Report("RW005", $"'{value}' is a text, and {window.Aggregate.ToString().ToLowerInvariant()} needs a number.", "distinct counts texts");
        }

        if (window.Where is { } where)
        {
            problems.AddRange(WindowCondition.Check(where, schema).Select(problem => problem with { Message = $"window '{window.Name}', where: {problem.Message}" }));
        }

        if (window.Aggregate == WindowAggregate.Ratio && window.Where is null)
        {
            Report("RW006", "a ratio is the share of events that satisfy a condition, and there is none.", "give 'where'");
        }

        if (window.IsBucketed && window.Window >= Shortest && window.Window <= Longest && window.Lag <= Longest)
        {
            CheckBuckets(window, options, Report);
        }
    }

    /// <summary>What is wrong with a number of buckets whatever the store; null when nothing is.</summary>
    public static string? ProblemOfBuckets(double buckets) => buckets is >= 1 and <= MostBuckets && buckets == Math.Floor(buckets)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"buckets are a whole number from 1 to {MostBuckets}, not {buckets}.");

    /// <summary>What is wrong with a number of values counted exactly; null when nothing is.</summary>
    public static string? ProblemOfValues(double values, WindowAggregate aggregate) =>
        aggregate != WindowAggregate.Distinct ? "exact distinct values are for 'distinct' alone."
        : values is >= 1 and <= DistinctLayout.MostValues && values == Math.Floor(values) ? null
        : string.Create(CultureInfo.InvariantCulture, $"exact distinct values are a whole number from 1 to {DistinctLayout.MostValues}, not {values}.");

    private static void CheckBuckets(WindowDefinition window, VelocityOptions options, Action<string, string, string?> report)
    {
        string? wrongBuckets = window.Buckets is { } number ? ProblemOfBuckets(number) : null;
        string? wrongValues = window.ExactDistinctValues is { } values ? ProblemOfValues(values, window.Aggregate) : null;
        if (wrongBuckets is not null)
        {
            report("RW013", wrongBuckets, null);
        }

        if (wrongValues is not null)
        {
            report("RW014", wrongValues, null);
        }

        if ((wrongBuckets ?? wrongValues) is not null)
        {
            return;
        }

        long reach = (long)(window.Window + window.Lag).TotalMicroseconds;
        long buckets = BucketLayout.BucketsFor(reach, (long)options.AllowedLateness.TotalMicroseconds, BucketLayout.WidthOf(window));
        int most = window.Aggregate == WindowAggregate.Distinct ? DistinctLayout.MostBuckets : BucketLayout.MostBuckets;
        if (buckets > most)
        {
            report(
                "RW013",
                string.Create(CultureInfo.InvariantCulture, $"with its lag and the allowed lateness of {options.AllowedLateness:c} it reaches over {buckets} buckets; {most} are the most."),
                "use fewer buckets, or a shorter AllowedLateness");
        }
    }

    private static AttributeDefinition? CheckAttribute(string name, EventSchema schema, Action<string, string, string?> report)
    {
        if (schema.TryGet(name, out AttributeDefinition? attribute))
        {
            return attribute;
        }

        string? nearest = EditDistance.Nearest(name, [.. schema.Attributes.Select(static known => known.Name)]);
        report("RW007", $"the event has no attribute '{name}'.", nearest is null ? null : $"did you mean '{nearest}'?");
        return null;
    }
}
