using System.IO.Compression;
using System.Text.Json;
using Risk.Events;

namespace Risk.Tool;

/// <summary>A whole stream of events from JSON Lines or CSV, gzip or not: what a replay puts in order of time.</summary>
internal sealed class EventStream
{
    private const int MaximumProblems = 20;

    private readonly string _path;
    private readonly List<StreamEvent> _events = [];
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly AttributeRow _row;
    private long _bad;

    private EventStream(string path, EventSchema schema)
    {
        (_path, Schema) = (path, schema);
        var layout = new AttributeLayoutBuilder(schema);
        _row = layout.Build().CreateRow();
    }

    public EventSchema Schema { get; }

    /// <summary>The name of the id column; null when events have none.</summary>
    public string? IdName { get; private set; }

    /// <summary>Reads a file: CSV when its name ends in .csv or .csv.gz, else JSON Lines.</summary>
    public static EventStream Read(string path, EventSchema schema)
    {
        var stream = new EventStream(path, schema);
        if (IsTable(path))
        {
            stream.ReadCsv();
        }
        else
        {
            stream.ReadJson();
        }

        return stream;
    }

    /// <summary>The events in the order of the file.</summary>
    public IReadOnlyList<StreamEvent> Events => _events;

    /// <summary>Whether a file is CSV: its name ends in .csv or .csv.gz.</summary>
    public static bool IsTable(string path) =>
        (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The events by time; those of the same time in stream order, those without a time last.</summary>
    public IEnumerable<StreamEvent> InTimeOrder(int timePosition) =>
        _events.Select(source => source with { Time = TimeOf(source, timePosition) }).OrderBy(static source => double.IsNaN(source.Time)).ThenBy(static source => source.Time);

    /// <summary>Lists the bad lines.</summary>
    /// <returns>0 without any, else 1.</returns>
    public int Summarize(ToolContext context)
    {
        context.Report(_problems);
        if (_bad == 0)
        {
            return 0;
        }

        context.Error.WriteLine($"{_path}: {_bad} lines are no events and were passed over.");
        return 1;
    }

    private double TimeOf(StreamEvent source, int position)
    {
        source.Fill(_row);
        return _row.GetNumber(position);
    }

    private void ReadCsv()
    {
        string[]? header = null;
        int[] columns = [];
        int id = -1;
        foreach ((string[] record, long line) in CsvRecords.Read(_path))
        {
            if (header is null)
            {
                header = record;
                columns = ColumnsOf(header);
                IdName = Array.Find(IdentifierColumn.Names, name => record.Contains(name));
                id = Array.IndexOf(header, IdName);
            }
            else if (record.Length != header.Length)
            {
                Bad((int)line, $"the row has {record.Length} fields where {header.Length} are expected.");
            }
            else
            {
                Add(id < 0 ? null : record[id], Array.ConvertAll(columns, column => (string?)record[column]), (int)line);
            }
        }

        if (header is null)
        {
            throw new ToolException($"{_path} is empty: a CSV of events starts with a header.");
        }
    }

    private int[] ColumnsOf(string[] header)
    {
        int[] columns = [.. Schema.Attributes.Select(attribute => Array.IndexOf(header, attribute.Name))];
        string[] absent = [.. Schema.Attributes.Where((_, i) => columns[i] < 0).Select(static attribute => attribute.Name)];
        return absent.Length == 0 ? columns : throw new ToolException(
            $"{_path} has no column {string.Join(", ", absent.Select(static name => $"'{name}'"))}; its columns are {string.Join(", ", header)}.");
    }

    private void ReadJson()
    {
        using Stream file = File.OpenRead(_path);
        using Stream content = _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var text = new StreamReader(content);
        int number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                AddJson(document.RootElement, number);
            }
            catch (JsonException problem)
            {
                Bad(number, "the line is not JSON: " + problem.Message);
            }
        }
    }

    private void AddJson(JsonElement root, int line)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Bad(line, "an event is a JSON object.");
            return;
        }

        string? id = null;
        foreach (string name in IdentifierColumn.Names)
        {
            if (id is null && root.TryGetProperty(name, out JsonElement value))
            {
                (IdName, id) = (IdName ?? name, TextOf(value));
            }
        }

        Add(id, [.. Schema.Attributes.Select(attribute => root.TryGetProperty(attribute.Name, out JsonElement value) ? TextOf(value) : null)], line);
    }

    private void Add(string? id, string?[] fields, int line)
    {
        var source = new StreamEvent(id, double.NaN, fields);
        _row.Clear();
        for (int position = 0; position < fields.Length; position++)
        {
            if (fields[position] is { Length: > 0 } text && !_row.SetFromText(position, text))
            {
                Bad(line, $"'{text}' is no {Schema[position].Kind.ToString().ToLowerInvariant()} for '{Schema[position].Name}'.");
                return;
            }
        }

        _events.Add(source);
    }

    private void Bad(int line, string message)
    {
        _bad++;
        if (_problems.Count < MaximumProblems)
        {
            _problems.Add(RiskDiagnostic.Error("RE091", message) with { File = _path, Line = line });
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
