using System.IO.Compression;
using System.Text;
using Risk.Events;

namespace Risk.Core.Tests.Events;

public class JsonLinesReaderTests
{
    private const string Lines = "\uFEFF{\"amount\":1}\r\n\n{\"amount\":\n  \t\r\n{\"amount\":\"x\"}\n{\"amount\":4}";

    [Fact]
    public void Bad_lines_are_counted_and_listed_and_the_others_are_read()
    {
        using var lines = new JsonLinesReader(Stream(Lines), new JsonLinesOptions { File = "events.jsonl" });
        Assert.Equal(["1: amount=1", "5: [MalformedEvent]", "6: amount=4"], ReadAll(lines));
        Assert.Equal(4, lines.EventCount);
        Assert.Equal(1, lines.BadLineCount);
        Assert.Equal(2, lines.Problems.Count);
        Assert.Equal(("RE010", 3, 11), (lines.Problems[0].Code, lines.Problems[0].Line, lines.Problems[0].Column));
        Assert.Equal(("RE011", 5), (lines.Problems[1].Code, lines.Problems[1].Line));
        Assert.Contains("amount", lines.Problems[1].Message, StringComparison.Ordinal);
        Assert.Equal("events.jsonl", lines.Problems[0].File);
    }

    [Fact]
    public void Gzip_is_unpacked()
    {
        using var lines = new JsonLinesReader(new MemoryStream(Pack(Lines)));
        Assert.Equal(3, ReadAll(lines).Count);
        Assert.Equal(1, lines.BadLineCount);
    }

    [Fact]
    public void Gzip_files_may_follow_each_other_and_zeros_them()
    {
        byte[] packed = [.. Pack("{\"amount\":1}\n"), .. Pack("{\"amount\":2}\n"), .. new byte[10_000]];
        using var lines = new JsonLinesReader(new MemoryStream(packed));
        Assert.Equal(["1: amount=1", "2: amount=2"], ReadAll(lines));
    }

    [Fact]
    public void Gzip_that_breaks_off_anywhere_is_an_error()
    {
        byte[] packed = Pack(string.Concat(Enumerable.Range(0, 500).Select(static i => $"{{\"amount\":{i * i * 7919 % 10_007}}}\n")));
        for (int length = 2; length < packed.Length; length++)
        {
            byte[] broken = packed[..length];
            RiskFormatException problem = Assert.Throws<RiskFormatException>(() =>
            {
                using var lines = new JsonLinesReader(new MemoryStream(broken), new JsonLinesOptions { File = "e.jsonl.gz" });
                ReadAll(lines);
            });
            Assert.Equal(("RE002", "e.jsonl.gz"), (Assert.Single(problem.Diagnostics).Code, problem.Diagnostics[0].File));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public void A_line_that_is_too_long_is_skipped(int length)
    {
        string text = $"{{\"amount\":1}}\n{{\"domain\":\"{new string('a', length)}\"}}\n{{\"amount\":2}}\n";
        using var lines = new JsonLinesReader(Stream(text), new JsonLinesOptions { MaximumLineBytes = 50 });
        Assert.Equal(["1: amount=1", "3: amount=2"], ReadAll(lines));
        Assert.Equal("RE012", Assert.Single(lines.Problems).Code);
        Assert.Equal(2, lines.Problems[0].Line);
        Assert.Equal(1, lines.BadLineCount);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read_whole()
    {
        string text = string.Concat(Enumerable.Range(0, 50).Select(static i => $"{{\"amount\":{i},\"domain\":\"{new string('a', i * 9_000)}\"}}\n"));
        using var lines = new JsonLinesReader(Stream(text));
        var row = RowText.CreateRow(EventSamples.Schema);
        var reader = new JsonEventReader(EventSamples.Schema);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(lines.Read(reader, row));
            Assert.Equal(i, row.GetNumber(0));
            Assert.True(row.TryGetText(3, out ReadOnlySpan<char> domain));
            Assert.Equal(i * 9_000, domain.Length);
        }

        Assert.False(lines.Read(reader, row));
        Assert.Equal(0, lines.BadLineCount);
    }

    [Fact]
    public void Only_the_first_problems_are_listed_and_all_are_counted()
    {
        using var lines = new JsonLinesReader(Stream(string.Concat(Enumerable.Repeat("?\n", 500))), new JsonLinesOptions { MaximumProblems = 3 });
        Assert.Empty(ReadAll(lines));
        Assert.Equal(500, lines.BadLineCount);
        Assert.Equal(3, lines.Problems.Count);
    }

    [Fact]
    public void Progress_ends_at_the_whole()
    {
        var seen = new List<JsonLinesProgress>();
        string text = string.Concat(Enumerable.Repeat("{\"amount\":1}\n", 300_000));
        using var lines = new JsonLinesReader(Stream(text), new JsonLinesOptions { Progress = seen.Add });
        Assert.Equal(300_000, ReadAll(lines).Count);
        Assert.InRange(seen.Count, 3, 6);
        Assert.Equal(new JsonLinesProgress(text.Length, text.Length, 300_000), seen[^1]);
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        string text = string.Concat(Enumerable.Repeat("{\"amount\":1}\n", 300_000));
        using var lines = new JsonLinesReader(Stream(text), new JsonLinesOptions { Cancellation = cancellation.Token });
        Assert.True(lines.Read());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (lines.Read())
            {
            }
        });
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => JsonLinesReader.Open("no/such/file.jsonl"));
        Assert.Equal("RE002", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Lines_allocate_nothing()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"amount\":1,\"domain\":\"gmail.com\"}\n", 10_000)));
        using var lines = new JsonLinesReader(new MemoryStream(text));
        var row = RowText.CreateRow(EventSamples.Schema);
        var reader = new JsonEventReader(EventSamples.Schema);
        AllocationAssert.None(() => lines.Read(reader, row), calls: 1_000, warmUp: 1_000);
    }

    private static byte[] Pack(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static List<string> ReadAll(JsonLinesReader lines)
    {
        var read = new List<string>();
        AttributeRow row = RowText.CreateRow(EventSamples.Schema);
        var reader = new JsonEventReader(EventSamples.Schema);
        while (lines.Read(reader, row))
        {
            read.Add($"{lines.LineNumber}: {RowText.Of(row)}");
        }

        return read;
    }
}
