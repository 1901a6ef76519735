using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

public class JsonEventReaderTests
{
    private static readonly JsonEventReader Reader = new(EventSamples.Schema);

    [Fact]
    public void Nothing_is_malformed()
    {
        JsonReadResult result = Read("", out AttributeRow row);
        Assert.True(result.IsMalformed);
        Assert.Equal(DecisionFlags.MalformedEvent, row.Flags);
    }

    [Fact]
    public void A_malformed_event_leaves_nothing_of_itself_behind()
    {
        JsonReadResult result = Read("""{"amount":1,"domain":"a","count":?}""", out AttributeRow row);
        Assert.Equal(33, result.MalformedAt);
        Assert.NotNull(result.Problem);
        Assert.Equal("[MalformedEvent]", RowText.Of(row));
    }

    [Fact]
    public void The_place_of_an_error_counts_bytes_over_lines()
    {
        string json = "{\n\"domain\":\"é\",\n ?}";
        JsonReadResult result = Read(json, out _);
        Assert.Equal(Encoding.UTF8.GetByteCount(json) - 2, result.MalformedAt);
    }

    [Fact]
    public void Wrong_types_are_counted_and_the_first_is_named()
    {
        JsonReadResult result = Read("""{"count":[],"amount":{},"at":1e20}""", out _);
        Assert.Equal(2, result.WrongTypeCount);
        Assert.Equal(1, result.FirstWrongType);
        Assert.Equal(1, result.InvalidValueCount);
        Assert.Equal(-1, Read("{}", out _).FirstWrongType);
        Assert.Equal(-1, Read("{}", out _).MalformedAt);
    }

    [Fact]
    public void Deep_json_is_skipped_to_64_levels_and_malformed_beyond()
    {
        string Nested(int levels) => $$"""{"other":{{new string('[', levels)}}{{new string(']', levels)}},"amount":1}""";
        Assert.False(Read(Nested(63), out AttributeRow row).IsMalformed);
        Assert.Equal("amount=1", RowText.Of(row));
        Assert.True(Read(Nested(64), out _).IsMalformed);
        Assert.True(Read(new string('[', 1_000_000), out _).IsMalformed);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, 1)]
    [InlineData(new byte[] { 0xC3 }, 1)]
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80 }, 4)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, 1)]
    [InlineData(new byte[] { 0xC0, 0x80 }, 2)]
    public void Malformed_utf8_becomes_replacement_characters(byte[] bytes, int length)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        byte[] json = [.. "{\"domain\":\""u8, .. bytes, .. "\",\"amount\":1}"u8];
        JsonReadResult result = Reader.Read(json, row);
        Assert.Equal(1, result.InvalidValueCount);
        Assert.Equal(DecisionFlags.InvalidValue, row.Flags);
        Assert.True(row.TryGetText(EventSamples.Schema.IndexOf("domain"), out ReadOnlySpan<char> text));
        Assert.Equal(Encoding.UTF8.GetString(bytes), text.ToString());
        Assert.Equal(length, text.Length);
        Assert.Equal(1, row.GetNumber(0));
    }

    [Fact]
    public void Malformed_utf8_in_a_key_makes_it_unknown()
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        byte[] json = [.. "{\"amo"u8, 0xFF, .. "unt\":5,\"amount\":1}"u8];
        Assert.False(Reader.Read(json, row).IsMalformed);
        Assert.Equal("amount=1", RowText.Of(row));
    }

    [Fact]
    public void Ten_megabytes_of_text_are_read_and_given_back()
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        string text = new('a', 10_000_000);
        Assert.False(Reader.Read(Encoding.UTF8.GetBytes($$"""{"domain":"{{text}}","amount":"{{text}}"}"""), row).IsMalformed);
        Assert.True(row.TryGetText(3, out ReadOnlySpan<char> read));
        Assert.True(read.SequenceEqual(text));
        Assert.Equal(DecisionFlags.MalformedEvent, row.Flags);
        row.Clear();
        Assert.Equal(DecisionFlags.None, row.Flags);
    }

    [Theory]
    [InlineData("amount", "1", "", "amount=Infinity [InvalidValue]")]
    [InlineData("amount", "0.", "0", "amount=0")]
    [InlineData("amount", "\"", "\"", "amount=Infinity [InvalidValue]")]
    [InlineData("at", "\"", "\"", "[MalformedEvent]")]
    [InlineData("is_new", "\"", "\"", "[MalformedEvent]")]
    [InlineData("at", "1", "", "[InvalidValue]")]
    [InlineData("amount", "\"\\u0031", "\"", "[MalformedEvent]")]
    [InlineData("other", "\"\\n", "\"", "nothing")]
    public void Ten_megabytes_of_digits_have_a_defined_result(string key, string before, string after, string expected)
    {
        char digit = before == "0." ? '0' : '1';
        Read($$"""{"{{key}}":{{before}}{{new string(digit, 10_000_000)}}{{after}}}""", out AttributeRow row);
        string read = RowText.Of(row);
        Assert.Equal(expected, read.Length == 0 ? "nothing" : read);
    }

    [Fact]
    public void Ten_megabytes_of_key_are_an_unknown_key()
    {
        Read($$"""{"{{new string('k', 10_000_000)}}":1,"\u0061{{new string('k', 10_000_000)}}":2,"amount":3}""", out AttributeRow row);
        Assert.Equal("amount=3", RowText.Of(row));
    }

    [Fact]
    public void A_row_of_another_schema_is_refused_before_anything_is_written()
    {
        EventSchema other = new([new("only", AttributeKind.Number)]);
        Assert.ThrowsAny<ArgumentException>(() => Reader.Read("""{"amount":1,"count":2}"""u8, RowText.CreateRow(other)));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(100_000)]
    public void Any_length_is_read_alike(int length)
    {
        const string head = "{\"amount\":133.83,\"count\":3,\"country\":\"US\",\"domain\":\"";
        const string tail = "\",\"is_new\":true}";
        string text = new('d', length - head.Length - tail.Length);
        Assert.False(Read(head + text + tail, out AttributeRow row).IsMalformed);
        Assert.Equal($"amount=133.83 count=3 country='US' domain='{text}' is_new=1", RowText.Of(row));
    }

    [Fact]
    public void An_attribute_may_be_called_metadata()
    {
        EventSchema schema = new([new("metadata", AttributeKind.Text), new("::tier::", AttributeKind.Token) { IsMetadata = true }]);
        AttributeRow row = RowText.CreateRow(schema);
        var reader = new JsonEventReader(schema);
        reader.Read("""{"metadata":"plain"}"""u8, row);
        Assert.Equal("metadata='plain'", RowText.Of(row));
        row.Clear();
        reader.Read("""{"metadata":{"tier":"gold"}}"""u8, row);
        Assert.Equal("::tier::='gold'", RowText.Of(row));
    }

    [Fact]
    public void Metadata_is_a_number_where_a_rule_compares_it_with_one()
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        Reader.Read("""{"metadata":{"tier":"12.5"}}"""u8, row);
        Assert.Equal(12.5, row.GetNumber(7));
    }

    [Fact]
    public void Texts_nobody_reads_are_not_kept()
    {
        AttributeRow row = new AttributeLayoutBuilder(EventSamples.Schema).Build().CreateRow();
        Reader.Read("""{"domain":"gmail.com","card":12,"amount":1}"""u8, row);
        Assert.Equal("amount=1", RowText.Of(row));
    }

    private static JsonReadResult Read(string json, out AttributeRow row)
    {
        row = RowText.CreateRow(EventSamples.Schema);
        return Reader.Read(Encoding.UTF8.GetBytes(json), row);
    }
}
