using System.Text;
using FsCheck.Xunit;
using Risk.Events;

namespace Risk.Core.Tests.Events;

public class AttributeRowTests
{
    [Property(MaxTest = 1_000)]
    public void A_text_is_the_same_from_utf8(string text, bool long_)
    {
        text = long_ ? string.Concat(Enumerable.Repeat(text ?? "", 20)) : text ?? "";
        if (text.Any(char.IsSurrogate))
        {
            return;
        }

        AttributeRow fromCharacters = RowText.CreateRow(EventSamples.Schema);
        AttributeRow fromBytes = RowText.CreateRow(EventSamples.Schema);
        foreach (int position in (int[])[2, 3, 4, 7])
        {
            fromCharacters.SetText(position, text.AsSpan());
            Assert.True(fromBytes.SetUtf8Text(position, Encoding.UTF8.GetBytes(text)));
        }

        Assert.Equal(RowText.Bits(fromCharacters), RowText.Bits(fromBytes));
    }

    [Fact]
    public void Ascii_of_every_length_is_widened_and_other_bytes_are_found_at_every_place()
    {
        for (int length = 0; length <= 80; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(static i => (byte)((i * 7 % 95) + 32))];
            char[] characters = new char[length + 1];
            characters[length] = '#';
            Assert.True(Internals.AsciiText.TryWiden(bytes, characters));
            Assert.Equal(Encoding.ASCII.GetString(bytes) + "#", new string(characters));
            for (int i = 0; i < length; i++)
            {
                byte kept = bytes[i];
                bytes[i] = 0x80;
                Assert.False(Internals.AsciiText.TryWiden(bytes, characters));
                bytes[i] = kept;
            }
        }
    }

    [Theory]
    [InlineData(0, "12.5", "amount=12.5")]
    [InlineData(0, "", "")]
    [InlineData(0, "nan", "")]
    [InlineData(0, "1e999", "amount=Infinity [InvalidValue]")]
    [InlineData(0, "twelve", "[MalformedEvent]")]
    [InlineData(2, "us", "country='us'")]
    [InlineData(2, "", "")]
    [InlineData(5, "TRUE", "is_new=1")]
    [InlineData(5, "0", "is_new=0")]
    [InlineData(5, "perhaps", "[MalformedEvent]")]
    [InlineData(6, "1970-01-01T00:00:01Z", "at=1000000")]
    [InlineData(6, "2025-02-30", "[InvalidValue]")]
    [InlineData(6, "soon", "[MalformedEvent]")]
    public void A_field_of_a_text_file_is_read_by_its_kind(int position, string text, string expected)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        bool isKnown = row.SetFromText(position, text);
        Assert.Equal(expected, RowText.Of(row));
        Assert.Equal((row.Flags & DecisionFlags.MalformedEvent) == 0, isKnown);
    }

    [Theory]
    [InlineData(0, "12.5", "amount=12.5")]
    [InlineData(0, "", "")]
    [InlineData(0, "nan", "")]
    [InlineData(0, "True", "amount=1")]
    [InlineData(0, "false", "amount=0")]
    [InlineData(0, "1e999", "amount=Infinity [InvalidValue]")]
    [InlineData(0, "twelve", "[MalformedEvent]")]
    [InlineData(2, "us", "country='us'")]
    [InlineData(2, "", "")]
    [InlineData(3, "caf\u00e9", "domain='caf\\u00E9'")]
    [InlineData(5, "TRUE", "is_new=1")]
    [InlineData(5, "0", "is_new=0")]
    [InlineData(5, "perhaps", "[MalformedEvent]")]
    [InlineData(6, "1970-01-01T00:00:01Z", "at=1000000")]
    [InlineData(6, "1.5", "at=1500000")]
    [InlineData(6, "1e99", "[InvalidValue]")]
    [InlineData(6, "2025-02-30", "[InvalidValue]")]
    [InlineData(6, "nan", "[MalformedEvent]")]
    [InlineData(6, "soon", "[MalformedEvent]")]
    public void A_field_of_CSV_is_read_by_its_kind(int position, string text, string expected)
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        bool isKnown = row.SetFromField(position, Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, RowText.Of(row));
        Assert.Equal((row.Flags & DecisionFlags.MalformedEvent) == 0, isKnown);
    }

    [Fact]
    public void A_field_of_CSV_that_is_no_UTF8_is_repaired()
    {
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        Assert.True(row.SetFromField(3, [(byte)'a', 0xFF, (byte)'b']));
        Assert.Equal("domain='a\\uFFFDb' [InvalidValue]", RowText.Of(row));
    }
}
