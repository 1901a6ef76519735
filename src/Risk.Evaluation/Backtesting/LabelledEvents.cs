using System.Text;
using System.Text.Json;
using Risk.Events;

namespace Risk.Evaluation;

/// <summary>All events of a file in order of their time, with outcomes: what a backtest runs over.</summary>
internal sealed class LabelledEvents
{
    private readonly List<LabelledEvent> _events = [];
    private readonly byte[] _label;

    private LabelledEvents(string label) => _label = Encoding.UTF8.GetBytes(label);

    public LabelledEvent[] InTimeOrder { get; private set; } = [];

    /// <summary>The attribute that amounts come from; null without one.</summary>
    public string? AmountAttribute { get; private set; }

    public long BadLineCount { get; private set; }

    public IReadOnlyList<RiskDiagnostic> Problems { get; private set; } = [];

    /// <summary>Reads JSON Lines, gzip or not.</summary>
    /// <exception cref="RiskFormatException">The file can't be read, the amount's attribute is no number, or no event has the label.</exception>
    public static LabelledEvents Read(string path, EventSchema schema, BacktestOptions options, string? amountOfPolicy)
    {
        var result = new LabelledEvents(options.Label) { AmountAttribute = AmountOf(schema, options.Amount ?? amountOfPolicy) };
        using (var lines = JsonLinesReader.Open(path, new JsonLinesOptions { File = path, Cancellation = options.Cancellation }))
        {
            result.Read(lines, schema);
        }

        if (result._events.Count > 0 && result._events.TrueForAll(static source => source.IsBad is null))
        {
            throw new RiskFormatException(RiskDiagnostic.Error("RB050", $"no event has an outcome in the field '{options.Label}'.") with
            {
                File = path,
                Suggestion = "name the field that holds true, false, 1 or 0",
            });
        }

        // Stable: events of the same time stay in the order of the file; those without a time come last.
        result.InTimeOrder = [.. result._events.OrderBy(static source => double.IsNaN(source.Time)).ThenBy(static source => source.Time)];
        return result;
    }

    private static string? AmountOf(EventSchema schema, string? name)
    {
        if (name is null)
        {
            return schema.Attributes.FirstOrDefault(static attribute => attribute.Kind == AttributeKind.Number && attribute.Name.StartsWith("amount", StringComparison.Ordinal))?.Name;
        }

        return schema.TryGet(name, out AttributeDefinition? attribute) && attribute.Kind == AttributeKind.Number
            ? name
            : throw new RiskFormatException(RiskDiagnostic.Error("RB051", $"the amount '{name}' is no number attribute of the events."));
    }

    private void Read(JsonLinesReader lines, EventSchema schema)
    {
        var layout = new AttributeLayoutBuilder(schema);
        int time = schema.Attributes.Select(static (attribute, position) => (attribute, position))
            .FirstOrDefault(static pair => pair.attribute.Kind == AttributeKind.Timestamp, (null!, -1)).position;
        int amount = AmountAttribute is null ? -1 : schema.IndexOf(AmountAttribute);
        foreach (int position in (ReadOnlySpan<int>)[time, amount])
        {
            if (position >= 0)
            {
                layout.Use(position, AttributeUse.Number);
            }
        }

        AttributeRow row = layout.Build().CreateRow();
        var reader = new JsonEventReader(schema);
        while (lines.Read(reader, row))
        {
            _events.Add(new LabelledEvent(
                new JsonEvent(lines.Current.Utf8.ToArray()),
                time < 0 ? double.NaN : row.GetNumber(time),
                amount < 0 ? double.NaN : row.GetNumber(amount),
                LabelOf(lines.Current.Utf8.Span)));
        }

        (BadLineCount, Problems) = (lines.BadLineCount, [.. lines.Problems]);
    }

    private bool? LabelOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isLabel = reader.ValueTextEquals(_label);
                reader.Read();
                if (isLabel)
                {
                    return Outcome(ref reader);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // What the library's own reader forgave in a line does not give it an outcome.
        }

        return null;
    }

    private static bool? Outcome(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetDouble() switch { 1 => true, 0 => false, _ => null },
        JsonTokenType.String => reader.ValueTextEquals("1"u8) || reader.ValueTextEquals("true"u8) ? true
            : reader.ValueTextEquals("0"u8) || reader.ValueTextEquals("false"u8) ? false
            : null,
        _ => null,
    };
}
