using System.Globalization;
using System.Text.Json;
using Risk.Events;
using Risk.Internals;

namespace Risk.Velocity;

/// <summary>
/// Windows described in JSON: <c>{"time":"timestamp","windows":[{"name":"card_sum_1d","key":"card_id","aggregate":"sum","value":"amount_minor","window":"1d"}]}</c>.
/// Durations are in s, m, h, d; <c>key</c> is a name or an array of names; <c>buckets</c> holds a window as counters for so many stretches of its length,
/// <c>exact_distinct_values</c> bounds what distinct values cost. Where labels arrive later, <c>"event_id":"payment_id","labels":["is_fraud"]</c> stand beside
/// <c>time</c>.
/// </summary>
public sealed class WindowsFile
{
    private const string Code = "RW010";

    private WindowsFile(string time, string? eventId, IReadOnlyList<string> labels, IReadOnlyList<WindowDefinition> windows) =>
        (TimeAttribute, EventIdAttribute, Labels, Windows) = (time, eventId, labels, windows);

    /// <summary>The attribute that holds an event's time.</summary>
    public string TimeAttribute { get; }

    /// <summary>The attribute by which labels are recorded; null without.</summary>
    public string? EventIdAttribute { get; }

    /// <summary>The attributes that become known after their event.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The windows in the file's order.</summary>
    public IReadOnlyList<WindowDefinition> Windows { get; }

    /// <summary>Reads a description.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="RiskFormatException">Every problem of the file: no JSON, unknown keys, wrong durations, duplicate names.</exception>
    public static WindowsFile Parse(ReadOnlyMemory<byte> utf8, string? file = null)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException problem)
        {
            throw new RiskFormatException(RiskDiagnostic.Error(Code, "this is not JSON: " + problem.Message) with
            {
                File = file,
                Line = (int)(problem.LineNumber ?? 0) + 1,
                Column = (int)(problem.BytePositionInLine ?? 0) + 1,
            });
        }

        using (document)
        {
            var reader = new JsonObjectReader(document.RootElement, "windows", Code, file);
            reader.Expect("time", "event_id", "labels", "windows");
            string? time = reader.Text("time");
            if (time is null)
            {
                reader.Report("'time' is missing: name the attribute that holds an event's time.");
            }

            string? eventId = reader.Text("event_id");
            IReadOnlyList<string> labels = Texts(reader, "labels");
            if (eventId is null != (labels.Count == 0))
            {
                reader.Report("'event_id' and 'labels' go together: an event's label is recorded by its id.");
            }

            var windows = new List<WindowDefinition>();
            int index = 0;
            foreach (JsonElement element in reader.Array("windows")?.EnumerateArray() ?? default)
            {
                if (ReadWindow(reader.Item("windows", index++, element)) is { } window)
                {
                    windows.Add(window);
                }
            }

            foreach (IGrouping<string, WindowDefinition> twins in windows.GroupBy(static window => window.Name).Where(static group => group.Count() > 1))
            {
                reader.Report($"{twins.Count()} windows are named '{twins.Key}': give each its own name.");
            }

            reader.ThrowIfAny(utf8.Span, "windows");
            return new WindowsFile(time!, eventId, labels, windows);
        }
    }

    /// <summary>
    /// The schema that the windows ask for: the time a timestamp, keys, ids and distinct values tokens, labels and other values numbers, and the attributes of
    /// conditions as their first use tells.
    /// </summary>
    /// <exception cref="RiskFormatException">A condition has errors.</exception>
    public EventSchema InferSchema()
    {
        var kinds = new Dictionary<string, AttributeDefinition>(StringComparer.Ordinal) { [TimeAttribute] = new(TimeAttribute, AttributeKind.Timestamp) };
        if (EventIdAttribute is not null)
        {
            kinds.TryAdd(EventIdAttribute, new AttributeDefinition(EventIdAttribute, AttributeKind.Token));
        }

        foreach (string label in Labels)
        {
            kinds.TryAdd(label, new AttributeDefinition(label, AttributeKind.Number));
        }

        foreach (WindowDefinition window in Windows)
        {
            foreach (string key in window.Keys)
            {
                kinds.TryAdd(key, new AttributeDefinition(key, AttributeKind.Token) { IsKey = true });
            }
        }

        foreach (WindowDefinition window in Windows.Where(static window => window.Value is not null).OrderBy(static window => window.Aggregate == WindowAggregate.Distinct))
        {
            kinds.TryAdd(window.Value!, new AttributeDefinition(window.Value!, window.Aggregate == WindowAggregate.Distinct ? AttributeKind.Token : AttributeKind.Number));
        }

        foreach (WindowDefinition window in Windows.Where(static window => window.Where is not null))
        {
            foreach (AttributeDefinition attribute in RuleSet.Parse("Review if " + window.Where).Schema.Attributes)
            {
                if (window.Where!.Contains(":" + attribute.Name + ":", StringComparison.Ordinal))
                {
                    kinds.TryAdd(attribute.Name, attribute);
                }
            }
        }

        return new EventSchema(kinds.Values);
    }

    private static WindowDefinition? ReadWindow(JsonObjectReader window)
    {
        window.Expect("name", "key", "aggregate", "value", "window", "lag", "include_current", "where", "buckets", "exact_distinct_values");
        string? name = window.Text("name");
        IReadOnlyList<string> keys = Texts(window, "key");

        WindowAggregate? aggregate = Aggregate(window);
        TimeSpan? length = Duration(window, "window");
        TimeSpan? lag = window.TryGet("lag", out _) ? Duration(window, "lag") : TimeSpan.Zero;
        if (name is null || keys.Count == 0 || aggregate is null || length is null || lag is null)
        {
            window.Report("a window has 'name', 'key', 'aggregate' and 'window', and 'value', 'lag', 'include_current' and 'where' where they apply.");
            return null;
        }

        return new WindowDefinition
        {
            Name = name,
            Keys = keys,
            Aggregate = aggregate.Value,
            Value = window.Text("value"),
            Window = length.Value,
            Lag = lag.Value,
            IncludeCurrent = window.Truth("include_current") ?? false,
            Where = window.Text("where"),
            Buckets = Whole(window, "buckets", WindowChecks.ProblemOfBuckets),
            ExactDistinctValues = Whole(window, "exact_distinct_values", values => WindowChecks.ProblemOfValues(values, aggregate.Value)),
        };
    }

    private static int? Whole(JsonObjectReader window, string key, Func<double, string?> problemOf)
    {
        double? number = window.Number(key);
        if (number is not null && problemOf(number.Value) is { } problem)
        {
            window.Report(problem, key: key);
            return null;
        }

        return (int?)number;
    }

    private static IReadOnlyList<string> Texts(JsonObjectReader reader, string name) => !reader.TryGet(name, out JsonElement texts) ? [] : texts.ValueKind switch
    {
        JsonValueKind.Array => [.. texts.EnumerateArray().Where(static part => part.ValueKind == JsonValueKind.String).Select(static part => part.GetString()!)],
        JsonValueKind.String => [texts.GetString()!],
        _ => [],
    };

    private static WindowAggregate? Aggregate(JsonObjectReader window)
    {
        (string Word, WindowAggregate Aggregate)[] words =
        [
            ("count", WindowAggregate.Count), ("sum", WindowAggregate.Sum), ("avg", WindowAggregate.Average), ("average", WindowAggregate.Average),
            ("min", WindowAggregate.Minimum), ("max", WindowAggregate.Maximum), ("distinct", WindowAggregate.Distinct), ("since_first", WindowAggregate.SinceFirst),
            ("since_last", WindowAggregate.SinceLast), ("ratio", WindowAggregate.Ratio),
        ];
        if (window.Text("aggregate") is not { } text)
        {
            return null;
        }

        foreach ((string word, WindowAggregate aggregate) in words)
        {
            if (word == text)
            {
                return aggregate;
            }
        }

        string? nearest = EditDistance.Nearest(text, [.. words.Select(static word => word.Word)]);
        window.Report($"'{text}' is no aggregate.", nearest is null ? "use count, sum, avg, min, max, distinct, since_first, since_last or ratio" : $"did you mean '{nearest}'?", "aggregate");
        return null;
    }

    private static TimeSpan? Duration(JsonObjectReader window, string key)
    {
        string? text = window.Text(key);
        double? seconds = text?.Length > 1 && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            ? text[^1] switch { 's' => count, 'm' => count * 60.0, 'h' => count * 3600.0, 'd' => count * 86_400.0, _ => null }
            : null;
        if (seconds is <= 1e9)
        {
            return TimeSpan.FromSeconds(seconds.Value);
        }

        if (text is not null)
        {
            window.Report($"'{text}' is no duration.", "write a whole number and s, m, h or d, such as 30d", key);
        }

        return null;
    }
}
