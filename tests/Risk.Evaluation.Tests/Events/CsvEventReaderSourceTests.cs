using System.Text;
using Risk.Events;

namespace Risk.Evaluation.Tests.Events;

/// <summary>Where a file of CSV comes from and how much of it is kept: packed, damaged, long, told about, stopped.</summary>
public sealed class CsvEventReaderSourceTests
{
    private const int ManyRows = 200_000;

    private static readonly byte[] Many = Encoding.UTF8.GetBytes("id,a,s\n" + string.Concat(Enumerable.Range(0, ManyRows).Select(static i => $"{i},{i}.5,\"text, {i}\"\n")));

    [Fact]
    public void Gzip_is_told_by_content()
    {
        using var events = new CsvEventReader(new MemoryStream(CsvFixture.Pack("a,s\n1,x\n"u8.ToArray())), CsvFixture.Pair);
        Assert.Equal(["2: a=1 s='x'"], CsvFixture.ReadAll(events));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5_000)]
    public void Gzip_that_breaks_off_is_an_error_after_the_events_that_came(int cut)
    {
        byte[] packed = CsvFixture.Pack(Many)[..^cut];
        using var events = new CsvEventReader(new MemoryStream(packed), CsvFixture.Pair, new CsvEventOptions { File = "e.csv.gz" });
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => CsvFixture.ReadAll(events));
        Assert.Equal("e.csv.gz: error RE002: The gzip packing breaks off before its end.", Assert.Single(problem.Diagnostics).ToString());
        Assert.InRange(events.EventCount, ManyRows - 10_000, ManyRows);
        Assert.Throws<RiskFormatException>(() => events.Read());
    }

    [Fact]
    public void Damaged_gzip_is_an_error()
    {
        byte[] packed = CsvFixture.Pack(Many);
        packed[packed.Length / 2] ^= 0xFF;
        using var events = new CsvEventReader(new MemoryStream(packed), CsvFixture.Pair);
        Assert.Equal("RE002", Assert.Single(Assert.Throws<RiskFormatException>(() => CsvFixture.ReadAll(events)).Diagnostics).Code);
    }

    [Fact]
    public void Nothing_but_the_start_of_gzip_is_an_error() =>
        Assert.Equal("RE002", Assert.Single(Assert.Throws<RiskFormatException>(() => new CsvEventReader(new MemoryStream([0x1F, 0x8B, 8]), CsvFixture.Pair)).Diagnostics).Code);

    [Fact]
    public void UTF16_is_read_by_its_mark()
    {
        byte[] text = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,s\n1,\u00e9\n")];
        using var events = new CsvEventReader(new MemoryStream(text), CsvFixture.Pair);
        Assert.Equal(["2: a=1 s='\\u00E9'"], CsvFixture.ReadAll(events));
    }

    [Fact]
    public void A_field_of_ten_megabytes_is_read_whole()
    {
        string text = new('x', 10_000_000);
        using var events = new CsvEventReader(CsvFixture.Bytes($"a,s\n1,{text}\n2,\"{text}\"\n3,y\n"), CsvFixture.Pair);
        AttributeRow row = CsvFixture.CreateRow(CsvFixture.Pair);
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(events.Read(row));
            Assert.True(row.TryGetText(1, out ReadOnlySpan<char> s));
            Assert.Equal((i, i == 3 ? 1 : text.Length), (row.GetNumber(0), s.Length));
        }

        Assert.False(events.Read(row));
    }

    [Theory]
    [InlineData(60, 100)]
    [InlineData(60, 200_000)]
    [InlineData(100_000, 1_000_000)]
    public void A_row_that_is_too_long_ends_the_reading(int most, int length)
    {
        string text = $"a,s\n1,x\n2,\"{new string('y', length)}\n3,z\n";
        using var events = new CsvEventReader(CsvFixture.Bytes(text + (length == 100 ? "\"\n" : "")), CsvFixture.Pair, new CsvEventOptions { File = "e.csv", MaximumRowBytes = most });
        AttributeRow row = CsvFixture.CreateRow(CsvFixture.Pair);
        Assert.True(events.Read(row));
        RiskDiagnostic problem = Assert.Single(Assert.Throws<RiskFormatException>(() => events.Read(row)).Diagnostics);
        Assert.StartsWith($"e.csv(3,1): error RE012: The row is longer than {most} bytes", problem.ToString(), StringComparison.Ordinal);
        Assert.False(events.Read(row));
    }

    [Fact]
    public void Progress_ends_at_the_whole()
    {
        var seen = new List<JsonLinesProgress>();
        using var events = new CsvEventReader(new MemoryStream(Many), CsvFixture.Pair, new CsvEventOptions { Progress = seen.Add });
        while (events.Read())
        {
        }

        Assert.False(events.Read());
        Assert.Equal((Many.Length / (1024 * 1024)) + 1, seen.Count);
        Assert.Equal(new JsonLinesProgress(Many.Length, Many.Length, ManyRows + 1), seen[^1]);
        Assert.All(seen.SkipLast(1), progress => Assert.InRange(progress.Lines, 1, ManyRows));
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        using var events = new CsvEventReader(new MemoryStream(Many), CsvFixture.Pair, new CsvEventOptions { Cancellation = cancellation.Token });
        Assert.True(events.Read());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => CsvFixture.ReadAll(events));
    }

    [Fact]
    public void A_file_is_opened_read_and_closed()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,s\n1,x\n2\n");
            using (var events = CsvEventReader.Open(path, CsvFixture.Pair))
            {
                Assert.Equal(["2: a=1 s='x'", "RE016(3) The row has 1 fields where 2 are expected."], CsvFixture.ReadAll(events));
                Assert.Equal(path, events.Problems[0].File);
            }

            Assert.Throws<RiskFormatException>(() => CsvEventReader.Open(path, CsvFixture.Schema));
            using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so()
    {
        RiskDiagnostic problem = Assert.Single(Assert.Throws<RiskFormatException>(() => CsvEventReader.Open("no/such/file.csv", CsvFixture.Pair)).Diagnostics);
        Assert.Equal(("RE002", "no/such/file.csv"), (problem.Code, problem.File));
    }

    [Fact]
    public void A_stream_stays_open_unless_told_otherwise()
    {
        MemoryStream stream = CsvFixture.Bytes("a,s\n1,x\n");
        new CsvEventReader(stream, CsvFixture.Pair).Dispose();
        Assert.True(stream.CanRead);
        stream.Position = 0;
        var events = new CsvEventReader(stream, CsvFixture.Pair, leaveOpen: false);
        events.Dispose();
        events.Dispose();
        Assert.False(stream.CanRead);
        Assert.False(events.Read());
    }

    [Fact]
    public void Rows_allocate_nothing()
    {
        using var events = new CsvEventReader(new MemoryStream(Many), CsvFixture.Pair);
        AttributeRow row = CsvFixture.CreateRow(CsvFixture.Pair);
        AllocationAssert.None(() => events.Read(row), calls: 20_000, warmUp: 2_000);
    }

    [Fact]
    public void A_long_file_takes_no_more_memory_than_a_short_one()
    {
        // Bytes of this thread alone: what other tests do meanwhile does not count.
        long few = BytesToRead(1_000);
        long many = BytesToRead(ManyRows);
        Assert.InRange(many - few, 0, 64 * 1024);
    }

    private static long BytesToRead(int rows)
    {
        AttributeRow row = CsvFixture.CreateRow(CsvFixture.Pair);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var events = new CsvEventReader(new MemoryStream(Many), CsvFixture.Pair);
        for (int i = 0; i < rows; i++)
        {
            Assert.True(events.Read(row));
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
