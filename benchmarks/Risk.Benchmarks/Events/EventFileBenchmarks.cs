using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Risk.Evaluation;
using Risk.Events;

namespace Risk.Benchmarks.Events;

/// <summary>A payment of 25 fields from a file into a row: CSV, CSV whose texts stand in quotes, JSON Lines, and CSV split by hand.</summary>
[MemoryDiagnoser]
[BenchmarkCategory("Events")]
public class EventFileBenchmarks
{
    private readonly EventSchema _schema = SchemaOf<WirePayment>();
    private CsvEventReader _csv = null!;
    private CsvEventReader _quoted = null!;
    private JsonLinesReader _lines = null!;
    private JsonEventReader _json = null!;
    private StreamReader _text = null!;
    private AttributeRow _row = null!;

    [GlobalSetup]
    public void Setup()
    {
        byte[][] events = WirePayments.MakeJson();
        byte[] header = Encoding.UTF8.GetBytes(string.Join(',', _schema.Attributes.Select(static attribute => attribute.Name)) + "\n");
        _csv = new CsvEventReader(new EndlessStream(header, Records(events, "")), _schema);
        _quoted = new CsvEventReader(new EndlessStream(header, Records(events, "\"")), _schema);
        _text = new StreamReader(new EndlessStream([], Records(events, "")));
        _lines = new JsonLinesReader(new EndlessStream([], [.. events.SelectMany(static json => json.Append((byte)'\n'))]));
        _json = new JsonEventReader(_schema);
        _row = WirePayments.CreateRow(_schema);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _csv.Dispose();
        _quoted.Dispose();
        _lines.Dispose();
        _text.Dispose();
    }

    [Benchmark(Baseline = true)]
    public double SplitByHand()
    {
        string[] fields = _text.ReadLine()!.Split(',');
        _row.Clear();
        for (int i = 0; i < fields.Length; i++)
        {
            _row.SetFromText(i, fields[i]);
        }

        return _row.GetNumber(2);
    }

    [Benchmark]
    public double CsvIntoRow()
    {
        _csv.Read(_row);
        return _row.GetNumber(2);
    }

    [Benchmark]
    public double QuotedCsvIntoRow()
    {
        _quoted.Read(_row);
        return _row.GetNumber(2);
    }

    [Benchmark]
    public double JsonLinesIntoRow()
    {
        _lines.Read(_json, _row);
        return _row.GetNumber(2);
    }

    private static EventSchema SchemaOf<TEvent>()
        where TEvent : IRiskEvent<TEvent> => TEvent.EventReader.Schema;

    private byte[] Records(byte[][] events, string quote)
    {
        var text = new StringBuilder();
        foreach (byte[] json in events)
        {
            using var document = JsonDocument.Parse(json);
            text.AppendJoin(',', _schema.Attributes.Select(attribute => Field(document.RootElement.GetProperty(attribute.Name), quote))).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Field(JsonElement value, string quote) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => quote + value.GetString() + quote,
        _ => value.GetRawText(),
    };
}
