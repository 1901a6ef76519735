using System.Globalization;
using System.Text.Json;
using Risk.Features.Definitions;
using Risk.Internals;
using Risk.Velocity;

namespace Risk.Features.Json;

/// <summary>Windows in a pipeline's JSON, in the form that window specifications have everywhere.</summary>
internal static class WindowJson
{
    private static readonly (string Name, WindowAggregate Aggregate)[] Aggregates =
    [
        ("count", WindowAggregate.Count),
        ("sum", WindowAggregate.Sum),
        ("average", WindowAggregate.Average),
        ("minimum", WindowAggregate.Minimum),
        ("maximum", WindowAggregate.Maximum),
        ("distinct", WindowAggregate.Distinct),
        ("since_first", WindowAggregate.SinceFirst),
        ("since_last", WindowAggregate.SinceLast),
        ("ratio", WindowAggregate.Ratio),
    ];

    public static (IReadOnlyList<WindowDefinition> Windows, IReadOnlyList<SourceRange> Ranges) Read(JsonTreeNode root, JsonShape shape)
    {
        List<WindowDefinition> windows = [];
        List<SourceRange> ranges = [];
        IReadOnlyList<JsonTreeNode> items = shape.Member(root, "windows", JsonValueKind.Array, "")?.Items ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"windows[{i}]");
            if (shape.Is(items[i], JsonValueKind.Object, path) && Read(items[i], path, shape) is { } window)
            {
                windows.Add(window);
                ranges.Add(items[i].Range);
            }
        }

        return (windows, ranges);
    }

    public static void Write(Utf8JsonWriter writer, WindowDefinition window)
    {
        writer.WriteStartObject();
        writer.WriteString("name", window.Name);
        if (window.Keys.Count == 1)
        {
            writer.WriteString("key", window.Keys[0]);
        }
        else
        {
            writer.WriteStartArray("keys");
            foreach (string key in window.Keys)
            {
                writer.WriteStringValue(key);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("aggregate", Aggregates.First(a => a.Aggregate == window.Aggregate).Name);
        if (window.Value is not null)
        {
            writer.WriteString("value", window.Value);
        }

        writer.WriteString("window", DurationText.Format(window.Window));
        if (window.Lag != TimeSpan.Zero)
        {
            writer.WriteString("lag", DurationText.Format(window.Lag));
        }

        if (window.IncludeCurrent)
        {
            writer.WriteBoolean("include_current", true);
        }

        if (window.Where is not null)
        {
            writer.WriteString("where", window.Where);
        }

        if (window.Buckets is { } buckets)
        {
            writer.WriteNumber("buckets", buckets);
        }

        if (window.ExactDistinctValues is { } values)
        {
            writer.WriteNumber("exact_distinct_values", values);
        }

        writer.WriteEndObject();
    }

    private static WindowDefinition? Read(JsonTreeNode node, string path, JsonShape shape)
    {
        shape.Expect(node, path, "name", "key", "keys", "aggregate", "value", "window", "lag", "include_current", "where", "buckets", "exact_distinct_values", "description");
        string? name = shape.Text(node, "name", path, isRequired: true);
        WindowAggregate? aggregate = Aggregate(node, path, shape);
        TimeSpan? length = Duration(node, "window", path, shape, isRequired: true);
        TimeSpan? lag = Duration(node, "lag", path, shape, isRequired: false);
        IReadOnlyList<string>? keys = Keys(node, path, shape);
        return name is null || aggregate is null || length is null || keys is null
            ? null
            : new WindowDefinition
            {
                Name = name,
                Keys = keys,
                Aggregate = aggregate.Value,
                Value = shape.Text(node, "value", path),
                Window = length.Value,
                Lag = lag ?? TimeSpan.Zero,
                IncludeCurrent = shape.Flag(node, "include_current", path) ?? false,
                Where = shape.Text(node, "where", path),
                Buckets = Whole(node, "buckets", path, shape, WindowChecks.ProblemOfBuckets),
                ExactDistinctValues = Whole(node, "exact_distinct_values", path, shape, values => WindowChecks.ProblemOfValues(values, aggregate.Value)),
            };
    }

    private static int? Whole(JsonTreeNode node, string name, string path, JsonShape shape, Func<double, string?> problemOf)
    {
        if (shape.Member(node, name, JsonValueKind.Number, path) is not { } value)
        {
            return null;
        }

        if (problemOf(value.Number) is { } problem)
        {
            shape.Problems.Add(FeatureCodes.BadWindow, $"In a window, {problem}", value.Range, $"{path}.{name}", null);
            return null;
        }

        return (int)value.Number;
    }

    private static IReadOnlyList<string>? Keys(JsonTreeNode node, string path, JsonShape shape)
    {
        if (JsonShape.Find(node, "keys") is null)
        {
            return shape.Text(node, "key", path, isRequired: true) is { } key ? [key] : null;
        }

        IReadOnlyList<JsonTreeNode>? items = shape.Member(node, "keys", JsonValueKind.Array, path)?.Items;
        return items is null || !items.All(i => shape.Is(i, JsonValueKind.String, $"{path}.keys")) ? null : [.. items.Select(i => i.Text)];
    }

    private static WindowAggregate? Aggregate(JsonTreeNode node, string path, JsonShape shape)
    {
        if (shape.Member(node, "aggregate", JsonValueKind.String, path, isRequired: true) is not { } value)
        {
            return null;
        }

        foreach ((string name, WindowAggregate aggregate) in Aggregates)
        {
            if (name == value.Text)
            {
                return aggregate;
            }
        }

        string[] names = [.. Aggregates.Select(a => a.Name)];
        string? near = EditDistance.Nearest(value.Text, names);
        shape.Problems.Add(
            FeatureCodes.BadWindow,
            $"There is no aggregate '{value.Text}'.",
            value.Range,
            $"{path}.aggregate",
            near is null ? $"Use {string.Join(", ", names)}." : $"Did you mean '{near}'?");
        return null;
    }

    private static TimeSpan? Duration(JsonTreeNode node, string name, string path, JsonShape shape, bool isRequired)
    {
        if (shape.Member(node, name, JsonValueKind.String, path, isRequired) is not { } value)
        {
            return null;
        }

        if (DurationText.TryParse(value.Text, out TimeSpan duration))
        {
            return duration;
        }

        shape.Problems.Add(
            FeatureCodes.BadWindow, $"'{value.Text}' is no duration.", value.Range, $"{path}.{name}", "Use a whole number and s, m, h or d, such as 30d.");
        return null;
    }
}
