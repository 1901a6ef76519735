using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>The scanner reads what the framework's reader reads, or gives up.</summary>
public class JsonScannerProperties
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("RISK_LONG_TESTS") == "1" ? 500 : 6;

    private static readonly string[] Keys =
    [
        "amount", "count", "country", "domain", "card", "is_new", "at", "::tier::", "metadata", "tier", "unknown", "", "a_key_that_is_longer_than_thirty_two_bytes", "Amount", "amoun", "clé",
    ];

    private static readonly string[] Values =
    [
        "0", "-0", "1", "12", "-3.25", "133.83", "12345678", "123456789", "1234567.1234567", "12345678.1", "1234567.12345678", "0.1", "00", "01", "0.", ".5", "-", "1e5", "1E-7", "1e", "1.5e+2",
        "1e999", "9007199254740993", "123456789012345678901234567890", "0.30000000000000004", "1748219207", "1748219207.123", "true", "false", "null", "tru", "fals", "nul", "True",
        "\"\"", "\"US\"", "\"known\"", "\"gmail.com\"", "\"a text of more than thirty-two bytes, to cross a block\"", "\"naïve\"", "\"日本\"", "\"a\\\"b\"", "\"\\u00e9\"", "\"\\ud83d\"", "\"a\\\"",
        "\"12.5\"", "\"true\"", "\"2025-05-26T00:26:47Z\"", "\"2025-02-30\"", "\"tab\there\"", "\"open", "{}", "[]", "[1,2]", "{\"tier\":\"gold\"}", "{\"tier\":1,\"tier\":null,\"x\":true}", "{\"tier\":{}}", "",
    ];

    private static readonly string[] Spaces = ["", "", "", "", " ", "\n\t ", "\r\n", "\u00a0"];

    private static readonly byte[] Structure = "\"\\{}[],:0.-e tn"u8.ToArray();

    private static readonly JsonEventReader Reader = new(EventSamples.Schema);

    [Property(MaxTest = 400)]
    public void Agrees_on_random_events(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < Rounds; i++)
        {
            AssertAgrees(RandomEvent(random));
        }
    }

    [Property(MaxTest = 200)]
    public void Agrees_on_events_with_random_bytes(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] json = RandomEvent(random);
            for (int edits = random.Next(1, 4); edits > 0 && json.Length > 0; edits--)
            {
                json[random.Next(json.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : Structure[random.Next(Structure.Length)];
            }

            AssertAgrees(json);
        }
    }

    [Fact]
    public void Agrees_when_truncated_at_every_byte()
    {
        byte[] json = Encoding.UTF8.GetBytes(
            """{"amount":133.83,"count":3,"country":"US","domain":"a-domain-that-is-longer-than-a-block.example.com","card":"fp_ünï","is_new":false,"at":"2025-05-26T00:26:47Z","metadata":{"tier":"gold","other":1e5},"unknown":null, "amount":1.5}""");
        Assert.True(Reader.TryScan(json, RowText.CreateRow(EventSamples.Schema), out _));
        for (int length = 0; length <= json.Length; length++)
        {
            AssertAgrees(json[..length]);
        }
    }

    [Property(MaxTest = 1_000)]
    public void Numbers_are_correctly_rounded(double value, int whole, uint fraction)
    {
        string[] texts =
        [
            double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "1",
            whole.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction}"),
            string.Create(CultureInfo.InvariantCulture, $"{whole % 10_000_000}.{fraction % 10_000_000:D7}"),
            string.Create(CultureInfo.InvariantCulture, $"{whole % 1000}.{fraction % 100:D2}"),
        ];
        foreach (string text in texts)
        {
            AttributeRow row = RowText.CreateRow(EventSamples.Schema);
            Assert.True(Reader.TryScan(Encoding.UTF8.GetBytes($$"""{"amount":{{text}},"domain":"to have a block of bytes behind the number"}"""), row, out _));
            double expected = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(row.GetNumber(0)), text);
        }
    }

    [Fact]
    public void The_usual_shapes_are_scanned()
    {
        string[] usual =
        [
            "{}", " { } ", "{\"amount\":1,\"country\":null}\r", "{\"unknown\":\"x\",\"amount\":-1.5e3}", "{\"at\": \"2025-05-26T00:26:47Z\", \"amount\": 12}", "{\"metadata\":{\"tier\":\"gold\"},\"is_new\":true}",
        ];
        Assert.All(usual, static json => Assert.True(Reader.TryScan(Encoding.UTF8.GetBytes(json), RowText.CreateRow(EventSamples.Schema), out _), json));
    }

    [SharedDataFact("rules-workload", "card-stream")]
    public void Public_events_are_scanned_whole()
    {
        foreach ((string set, EventSchema schema) in ((string, EventSchema)[])[
            ("rules-workload", EventSchemaFile.Load(SharedData.Path("rules-workload", "schema.json")).Schema), ("card-stream", EventSamples.CardStream)])
        {
            var reader = new JsonEventReader(schema);
            AttributeRow row = RowText.CreateRow(schema);
            using JsonLinesReader lines = JsonLinesReader.Open(SharedData.Path(set, "events.jsonl"));
            while (lines.Read())
            {
                row.Clear();
                Assert.True(reader.TryScan(lines.Current.Utf8.Span, row, out _));
                string expected = RowText.Bits(row);
                row.Clear();
                reader.ReadAny(lines.Current.Utf8.Span, row);
                Assert.Equal(expected, RowText.Bits(row));
            }

            Assert.Equal(2_000, lines.EventCount);
        }
    }

    private static byte[] RandomEvent(Random random)
    {
        var json = new StringBuilder();
        Space().Append('{');
        int count = random.Next(8);
        bool isUsual = random.Next(2) == 0;
        for (int i = 0; i < count; i++)
        {
            string key = Keys[isUsual ? i : random.Next(Keys.Length)];
            Space().Append('"').Append(key).Append('"');
            Space().Append(':');
            string value = Values[random.Next(Values.Length)];
            Space().Append(value);
            Space().Append(i < count - 1 || random.Next(20) == 0 ? "," : "");
        }

        Space().Append(random.Next(20) == 0 ? "" : "}");
        Space();
        return Encoding.UTF8.GetBytes(json.ToString());

        StringBuilder Space() => json.Append(Spaces[random.Next(3) == 0 ? random.Next(Spaces.Length) : 0]);
    }

    // The bytes behind the text go on as if it did not end: nothing may depend on them.
    private static void AssertAgrees(byte[] json)
    {
        byte[] longer = [.. json, .. "1\"}:,0123456789\"}:,0123456789\"}:,0123456789"u8];
        ReadOnlySpan<byte> text = longer.AsSpan(0, json.Length);
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        JsonReadResult expected = Reader.ReadAny(text, row);
        row.AddFlags(expected.Flags);
        string bits = RowText.Bits(row);
        row.Clear();
        JsonReadResult actual = Reader.Read(text, row);
        Assert.True(bits == RowText.Bits(row), $"{Encoding.UTF8.GetString(json)}\n{bits}\n{RowText.Bits(row)}");
        Assert.Equal((expected.MalformedAt, expected.WrongTypeCount, expected.FirstWrongType, expected.InvalidValueCount), (actual.MalformedAt, actual.WrongTypeCount, actual.FirstWrongType, actual.InvalidValueCount));
    }
}
