using System.Text.RegularExpressions;
using Risk.Events;

namespace Risk.Evaluation.Tests.Events;

/// <summary>What comes out of a file of CSV: events, and what is wrong with the others.</summary>
public sealed class CsvEventReaderTests
{
    [Theory]
    [CaseFileData("Events/CsvEventReader.cases")]
    public void A_file_gives_these_events_and_problems(string source, string expected)
    {
        using var events = new CsvEventReader(CsvFixture.Bytes(Regex.Unescape(source)), CsvFixture.Schema, new CsvEventOptions { AllowMissingColumns = true });
        List<string> read = CsvFixture.ReadAll(events);
        Assert.Equal(expected, read.Count == 0 ? "nothing" : string.Join(" | ", read));
    }

    [Fact]
    public void Rows_and_what_is_wrong_with_them_are_counted_and_the_first_are_listed()
    {
        string text = "a,s\n1,x\n?,x\n1\n2,\"x\"y\n3,z\n" + string.Concat(Enumerable.Repeat("1,2,3\n", 500));
        using var events = new CsvEventReader(CsvFixture.Bytes(text), CsvFixture.Pair, new CsvEventOptions { File = "e.csv", MaximumProblems = 4 });
        Assert.Equal(
            ["2: a=1 s='x'", "3: s='x' [MalformedEvent]", "6: a=3 s='z'"],
            CsvFixture.ReadAll(events).Where(static line => !line.StartsWith("RE", StringComparison.Ordinal)));
        Assert.Equal((505, 502, 1), (events.EventCount, events.BadLineCount, events.WrongValueCount));
        Assert.Equal(
            ["e.csv(3,1): warning RE011", "e.csv(4,1): error RE016", "e.csv(5,1): error RE017", "e.csv(7,1): error RE016"],
            events.Problems.Select(static problem => problem.ToString().Split(": ")).Select(static parts => $"{parts[0]}: {parts[1]}"));
    }

    [Fact]
    public void Fields_that_are_no_attributes_are_texts()
    {
        using var events = new CsvEventReader(CsvFixture.Bytes("id,a,label,s,id\n\"x,1\",1,,\"say \"\"c\"\"\",later\ny,2,1,z,later\n"), CsvFixture.Pair);
        Assert.Equal(["id", "a", "label", "s", "id"], events.Columns);
        Assert.Equal((0, 2, -1, -1), (events.IndexOfColumn("id"), events.IndexOfColumn("label"), events.IndexOfColumn("Id"), events.IndexOfColumn("")));
        Assert.False(events.TryGetField("id", out _));

        Assert.True(events.Read());
        Assert.True(events.TryGetField("id", out string? id));
        Assert.Equal("x,1", id);
        Assert.False(events.TryGetField("label", out string? label));
        Assert.Null(label);
        Assert.False(events.TryGetField("ID", out _));
        Assert.Equal("say \"c\"", System.Text.Encoding.UTF8.GetString(events.GetField(3)));
        Assert.True(events.GetField(2).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => events.GetField(5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => events.GetField(-1).Length);

        Assert.True(events.Read(CsvFixture.CreateRow(CsvFixture.Pair)));
        Assert.True(events.TryGetField("label", out label));
        Assert.Equal("1", label);

        Assert.False(events.Read());
        Assert.False(events.TryGetField("label", out _));
        Assert.False(events.Read());
        Assert.Equal(2, events.EventCount);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Another_separator_is_said_so(char separator)
    {
        string text = $"a{separator}s\n1{separator}x, y\n2{separator}\"p{separator}q\"\n";
        using var events = new CsvEventReader(CsvFixture.Bytes(text), CsvFixture.Pair, new CsvEventOptions { Separator = separator });
        string inQuotes = separator == '\t' ? "p\\u0009q" : $"p{separator}q";
        Assert.Equal(["2: a=1 s='x, y'", $"3: a=2 s='{inQuotes}'"], CsvFixture.ReadAll(events));
    }

    [Theory]
    [InlineData('"')]
    [InlineData('é')]
    [InlineData('\n')]
    public void What_can_not_separate_is_refused(char separator) =>
        Assert.Throws<ArgumentException>(() => new CsvEventReader(CsvFixture.Bytes("a,s\n"), CsvFixture.Pair, new CsvEventOptions { Separator = separator }));

    [Fact]
    public void Spaces_around_fields_are_kept_when_asked_for()
    {
        using var events = new CsvEventReader(CsvFixture.Bytes("a,s\n 1 , x \n"), CsvFixture.Pair, new CsvEventOptions { TrimWhitespace = false });
        Assert.Equal(["2: a=1 s=' x '"], CsvFixture.ReadAll(events));
    }

    [Fact]
    public void Malformed_UTF8_becomes_the_replacement_character()
    {
        byte[] text = [.. "id,a,s\nx"u8, 0xFF, .. ",1,y"u8, 0xC3, .. "z\n"u8, .. "y,2,z\n"u8];
        using var events = new CsvEventReader(new MemoryStream(text), CsvFixture.Pair);
        AttributeRow row = CsvFixture.CreateRow(CsvFixture.Pair);
        Assert.True(events.Read(row));
        Assert.True(row.TryGetText(1, out ReadOnlySpan<char> s));
        Assert.Equal("y\uFFFDz", s.ToString());
        Assert.Equal(DecisionFlags.InvalidValue, row.Flags);
        Assert.True(events.TryGetField("id", out string? id));
        Assert.Equal("x\uFFFD", id);
        Assert.True(events.Read(row));
        Assert.Equal(DecisionFlags.None, row.Flags);
        Assert.Empty(events.Problems);
    }

    [Fact]
    public void A_row_that_is_too_small_is_refused()
    {
        using var events = new CsvEventReader(CsvFixture.Bytes("a,s\n1,x\n"), CsvFixture.Pair);
        AttributeRow small = CsvFixture.CreateRow(new EventSchema([new AttributeDefinition("a", AttributeKind.Number)]));
        Assert.Throws<ArgumentException>(() => events.Read(small));
        Assert.Equal(0, events.EventCount);
    }
}
