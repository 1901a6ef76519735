using System.IO.Compression;
using System.Text.Json;
using Risk.Events;
using Risk.Rules;

namespace Risk.Benchmarks.Rules;

/// <summary>The project's rule workload: 2,000 events of 40 attributes, and as many of its rules as wanted; beyond 1,000 rules of the same style are generated.</summary>
internal sealed class RuleWorkload
{
    private const int WrittenRules = 1_000;

    private RuleWorkload(EventSchema schema, IReadOnlyList<object?[]> events, RuleSet rules)
    {
        Schema = schema;
        Events = events;
        Rules = rules;
    }

    public EventSchema Schema { get; }

    /// <summary>By event, by attribute: double, string, bool or null.</summary>
    public IReadOnlyList<object?[]> Events { get; }

    public RuleSet Rules { get; }

    public static RuleWorkload Load(int rules)
    {
        EventSchema schema = EventSchemaFile.Load(PathOf("schema.json")).Schema;
        object?[][] events = [.. Lines("events.jsonl.gz").Select(line => Read(line, schema))];
        return new RuleWorkload(schema, events, RuleSet.Parse(Source(rules, schema, events), schema, Options));
    }

    /// <summary>What lets 10,000 rules in.</summary>
    public static RuleSetOptions Options { get; } = new() { Limits = new RuleLimits { SourceLength = 1 << 24 } };

    public static string Source(int rules, EventSchema schema, IReadOnlyList<object?[]> events) => rules <= WrittenRules
        ? string.Join('\n', Lines("rules-1000.rules.gz").Where(static line => line.StartsWith('r')).Take(rules))
        : new RuleGenerator(schema, events, 20_261_122).Write(rules);

    private static object?[] Read(string line, EventSchema schema)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return [.. schema.Attributes.Select(attribute => document.RootElement.TryGetProperty(attribute.Name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.Number => value.GetDouble(),
                JsonValueKind.String => value.GetString(),
                JsonValueKind.True => true,
                JsonValueKind.False => (object?)false,
                _ => null,
            }
            : null)];
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf(file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "data", "rules-workload", file);
}
