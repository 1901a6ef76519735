using System.Buffers;
using System.Text;
using System.Text.Json;
using Risk.Evaluation;
using Risk.Events;

namespace Risk.Tool;

/// <summary>A whole stream of events from JSON Lines or CSV, gzip or not: what a replay puts in order of time. An event with a wrong value is none.</summary>
internal sealed class EventStream
{
    private const int MaximumProblems = 20;

    private readonly string _path;
    private readonly List<StreamEvent> _events = [];
    private readonly List<RiskDiagnostic> _problems = [];
    private readonly AttributeRow _row;
    private readonly string[] _hidden;
    private readonly ArrayBufferWriter<byte> _texts = new();
    private readonly List<int> _ends = [];
    private long _bad;

    private EventStream(string path, EventSchema schema, IEnumerable<string> hidden)
    {
        (_path, Schema, _hidden) = (path, schema, [.. hidden]);
        var layout = new AttributeLayoutBuilder(schema);
        _row = layout.Build().CreateRow();
    }

    public EventSchema Schema { get; }

    /// <summary>The name of the id column; null when events have none.</summary>
    public string? IdName { get; private set; }

    /// <summary>Reads a file: CSV when its name ends in .csv or .csv.gz, else JSON Lines; <c>-</c> is standard input.</summary>
    /// <param name="context">Where to show how far it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="schema">The attributes of an event.</param>
    /// <param name="hidden">Attributes that are missing for every event, whether the file has them or not.</param>
    public static EventStream Read(ToolContext context, string path, EventSchema schema, IEnumerable<string>? hidden = null)
    {
        var stream = new EventStream(path, schema, hidden ?? []);
        if (EventFiles.IsTable(path))
        {
            stream.ReadCsv(context);
        }
        else
        {
            stream.ReadJson(context);
        }

        return stream;
    }

    /// <summary>The events by time; those of the same time in stream order, those without a time last.</summary>
    public IEnumerable<StreamEvent> InTimeOrder(int timePosition) =>
        _events.Select(source => source with { Time = TimeOf(source, timePosition) }).OrderBy(static source => double.IsNaN(source.Time)).ThenBy(static source => source.Time);

    /// <summary>Lists the bad lines.</summary>
    /// <returns>0 without any, else 1.</returns>
    public int Summarize(ToolContext context)
    {
        context.Report(_problems.OrderBy(static problem => problem.Line).Take(MaximumProblems));
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

    private void ReadCsv(ToolContext context)
    {
        using CsvEventReader table = EventFiles.OpenTable(context, _path, new EventSchema(Schema.Attributes.Where(attribute => !IsHidden(attribute))));
        int[] columns = [.. Schema.Attributes.Select(attribute => IsHidden(attribute) ? -1 : table.IndexOfColumn(attribute.Name))];
        IdName = IdentifierColumn.Of(table);
        while (table.Read())
        {
            foreach (int column in columns)
            {
                Append(column < 0 ? default : table.GetField(column));
            }

            string? id = null;
            if (IdName is not null)
            {
                table.TryGetField(IdName, out id);
            }

            Add(id, table.LineNumber);
        }

        Take(table.Problems, table.BadLineCount);
    }

    private void ReadJson(ToolContext context)
    {
        using JsonLinesReader lines = EventFiles.Open(context, _path);
        while (lines.Read())
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(lines.Current.Utf8.Span));
                AddJson(document.RootElement, lines.LineNumber);
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                // The latter is said of half a pair of surrogates.
                Bad(lines.LineNumber, "the line is not JSON: " + problem.Message);
            }
        }

        Take(lines.Problems, lines.BadLineCount);
    }

    private void AddJson(JsonElement root, long line)
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

        string?[] texts = [.. Schema.Attributes.Select(attribute => !IsHidden(attribute) && root.TryGetProperty(attribute.Name, out JsonElement value) ? TextOf(value) : null)];
        foreach (string? text in texts)
        {
            Append(Encoding.UTF8.GetBytes(text ?? ""));
        }

        Add(id, line);
    }

    // The text of the next attribute of an event.
    private void Append(ReadOnlySpan<byte> text)
    {
        _texts.Write(text);
        _ends.Add(_texts.WrittenCount);
    }

    // The event whose attributes were appended.
    private void Add(string? id, long line)
    {
        var source = new StreamEvent(id, double.NaN, _texts.WrittenSpan.ToArray(), [.. _ends]);
        _texts.ResetWrittenCount();
        _ends.Clear();
        int wrong = source.Fill(_row);
        if (wrong >= 0)
        {
            Bad(line, $"'{Encoding.UTF8.GetString(source.Field(wrong))}' is no {Schema[wrong].Kind.ToString().ToLowerInvariant()} for '{Schema[wrong].Name}'.");
            return;
        }

        _events.Add(source);
    }

    private bool IsHidden(AttributeDefinition attribute) => Array.IndexOf(_hidden, attribute.Name) >= 0;

    private void Bad(long line, string message)
    {
        _bad++;
        if (_problems.Count < MaximumProblems)
        {
            _problems.Add(RiskDiagnostic.Error("RE091", message) with { File = _path, Line = (int)line });
        }
    }

    // What the reader of the file has passed over itself.
    private void Take(IEnumerable<RiskDiagnostic> problems, long bad)
    {
        _problems.AddRange(problems);
        _bad += bad;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
