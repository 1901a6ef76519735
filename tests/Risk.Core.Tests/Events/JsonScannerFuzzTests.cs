using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

/// <summary>
/// Well-formed events of a wide schema, mutated with a fixed seed, by the scanner and by the framework's reader: every bit of the row, every count and every place of
/// an error must agree. Rows differ in the forms of texts they need, for each has a path of its own.
/// </summary>
public class JsonScannerFuzzTests
{
    private const int Documents = 30_000;

    private static readonly EventSchema Schema = new(
    [
        .. EventSamples.Schema.Attributes,
        new AttributeDefinition("a_name_of_exactly_29_bytes_aa", AttributeKind.Number),
        new AttributeDefinition("a_name_of_exactly_30_bytes_aaa", AttributeKind.Text),
        new AttributeDefinition("an_attribute_whose_name_is_longer_than_one_block", AttributeKind.Country),
        new AttributeDefinition("x", AttributeKind.Token),
        new AttributeDefinition("größe", AttributeKind.Number),
        new AttributeDefinition("ended_at", AttributeKind.Timestamp),
        new AttributeDefinition("is_recurring", AttributeKind.Boolean),
    ]);

    private static readonly string[] Numbers =
    [
        "0", "-0", "7", "-12", "133.83", "12345678", "123456789", "1234567.1234567", "12345678.1", "0.1234567", "0.12345678", "0.30000000000000004", "9007199254740993", "1748219207.123456",
        "1e5", "-1.5E-7", "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "0.000000000000000000000000000000000001", "4.9e-324", "2.2250738585072011e-308", "1.7976931348623159e308",
    ];

    private static readonly string[] Texts =
    [
        "", "US", "us", "known", "KNOWN", "gmail.com", "fifteen-letters", "sixteen-letters!", "thirty-one-bytes-of-text-aaaaaaa", "thirty-two-bytes-of-text-aaaaaaaa", "naïve", "日本", "a, b", "{}", "@[`{", "\u007f",
        "a text that goes on for more than sixty-four bytes, which is two blocks and a bit of a third",
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "false", "{}", "[]", "[1,{\"a\":[null,\"x\\\"y\"]}]", "{\"tier\":\"gold\",\"amount\":1}", "\"\\u0041\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"a\\nb\"", "\"12.5\"", "\"1e3\"", "\"NaN\"", "\"true\"",
        "\"2025-05-26\"", "\"2025-02-30T00:00:00Z\"", "\"2025-05-26T00:26:47.123456789+05:30\"", "\"2025-05-26T24:00:00Z\"", "\"9999-12-31T23:59:59-23:59\"", "\"0001-01-01T00:00:00+23:59\"", "\"2025-05-26T00:26:47+00:0\"",
    ];

    private static readonly byte[] Bytes = [.. "\"\\{}[],:0123456789.-+eE tfnu\n\t\r/"u8, 0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xA9, 0xED, 0xA0, 0xF0, 0xFF];

    [Theory]
    [InlineData(AttributeUse.None, 1)]
    [InlineData(AttributeUse.Code, 2)]
    [InlineData(AttributeUse.Code | AttributeUse.Key, 3)]
    [InlineData(AttributeUse.Code | AttributeUse.Text | AttributeUse.Hash, 4)]
    public void Mutated_events_are_read_alike(AttributeUse textUse, int seed)
    {
        var random = new Random(seed);
        var reader = new JsonEventReader(Schema);
        AttributeRow expected = RowText.CreateRow(Schema, textUse);
        AttributeRow actual = RowText.CreateRow(Schema, textUse);
        var buffer = new byte[16 * 1024];
        int scanned = 0;
        for (int i = 0; i < Documents; i++)
        {
            byte[] json = Mutate(Event(random), random);

            // What lies behind the text goes on as if it did not end: nothing may depend on it.
            int start = random.Next(64);
            buffer.AsSpan(start + json.Length, 128).Fill(Bytes[random.Next(Bytes.Length)]);
            json.CopyTo(buffer, start);
            AssertAgrees(reader, buffer.AsSpan(start, json.Length), expected, actual);
            actual.Clear();
            scanned += reader.TryScan(buffer.AsSpan(start, json.Length), actual, out _) ? 1 : 0;
        }

        // A test in which the scanner always gives up would pass.
        Assert.InRange(scanned, Documents / 4, Documents);
    }

    private static void AssertAgrees(JsonEventReader reader, ReadOnlySpan<byte> json, AttributeRow expected, AttributeRow actual)
    {
        expected.Clear();
        actual.Clear();
        JsonReadResult law = reader.ReadAny(json, expected);
        expected.AddFlags(law.Flags);
        JsonReadResult result = reader.Read(json, actual);
        bool agrees = (law.MalformedAt, law.WrongTypeCount, law.FirstWrongType, law.InvalidValueCount) == (result.MalformedAt, result.WrongTypeCount, result.FirstWrongType, result.InvalidValueCount)
            && Same(expected, actual);
        Assert.True(agrees, agrees ? "" : $"{Encoding.UTF8.GetString(json)}\n{RowText.Bits(expected)}\n{RowText.Bits(actual)}");
    }

    private static bool Same(AttributeRow left, AttributeRow right)
    {
        for (int i = 0; i < Schema.Count; i++)
        {
            bool isPresent = left.Codes[i] != TextCode.Missing;
            AttributeUse use = left.Layout.UseOf(i);
            bool hasText = left.TryGetText(i, out ReadOnlySpan<char> text);
            if (BitConverter.DoubleToInt64Bits(left.GetNumber(i)) != BitConverter.DoubleToInt64Bits(right.GetNumber(i))
                || left.Codes[i] != right.Codes[i]
                || (isPresent && (use & AttributeUse.Hash) != 0 && left.Hashes[i] != right.Hashes[i])
                || (isPresent && (use & AttributeUse.Key) != 0 && left.Keys[i] != right.Keys[i])
                || hasText != right.TryGetText(i, out ReadOnlySpan<char> other)
                || !text.SequenceEqual(other))
            {
                return false;
            }
        }

        return left.Flags == right.Flags;
    }

    // Mostly in the order of the schema, as services write events, so that the fast path is what is mutated.
    private static byte[] Event(Random random)
    {
        var json = new StringBuilder("{");
        string separator = "";
        bool isSpaced = random.Next(8) == 0;
        for (int i = 0; i < Schema.Count; i++)
        {
            if (random.Next(10) == 0)
            {
                continue;
            }

            AttributeDefinition attribute = Schema[random.Next(20) == 0 ? random.Next(Schema.Count) : i];
            json.Append(separator).Append('"').Append(Name(attribute, random)).Append(isSpaced ? "\": " : "\":").Append(Value(attribute.Kind, random));
            separator = isSpaced ? ", " : ",";
        }

        return Encoding.UTF8.GetBytes(json.Append('}').Append(random.Next(10) == 0 ? "\n" : "").ToString());
    }

    private static string Name(AttributeDefinition attribute, Random random) => random.Next(60) switch
    {
        0 => "unknown_field",
        1 => "metadata",
        2 => string.Concat(attribute.Name.Select(static unit => $"\\u{(int)unit:x4}")),
        3 => attribute.Name.ToUpperInvariant(),
        _ => attribute.Name,
    };

    private static string Value(AttributeKind kind, Random random)
    {
        if (random.Next(12) == 0)
        {
            return Odd[random.Next(Odd.Length)];
        }

        return kind switch
        {
            AttributeKind.Number => random.Next(3) == 0 ? Numbers[random.Next(Numbers.Length)] : (random.Next(100_000) / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture),
            AttributeKind.Boolean => random.Next(2) == 0 ? "true" : "false",
            AttributeKind.Timestamp => $"\"{DateTime.UnixEpoch.AddSeconds(random.NextInt64(4_000_000_000)):yyyy-MM-ddTHH:mm:ss}{(random.Next(2) == 0 ? "Z" : "+00:00")}\"",
            _ => $"\"{Texts[random.Next(Texts.Length)]}\"",
        };
    }

    private static byte[] Mutate(byte[] json, Random random)
    {
        if (random.Next(3) == 0)
        {
            return json;
        }

        var bytes = new List<byte>(json);
        for (int edits = random.Next(1, 4); edits > 0 && bytes.Count > 1; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = Bytes[random.Next(Bytes.Length)];
                    break;
                case 1:
                    bytes.Insert(at, Bytes[random.Next(Bytes.Length)]);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    // A piece of the text again, somewhere else: keys given twice, values in keys, objects in objects.
                    int length = Math.Min(random.Next(1, 40), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
