using System.IO.Compression;
using System.Text;
using Xunit;

namespace Risk.Tool.Tests;

/// <summary><c>risk windows</c> over files that are not all right: the same answer for JSON Lines and CSV.</summary>
public sealed class WindowsCommandTests : IDisposable
{
    private const string Spec = """{"time":"t","windows":[{"name":"n","key":"card","aggregate":"count","window":"1h"},{"name":"s","key":"card","aggregate":"sum","value":"amount","window":"1h"}]}""";

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Events_with_wrong_values_and_broken_lines_are_passed_over()
    {
        string json = _tool.File("e.jsonl", """
            {"event_id":"c","t":"2026-01-01T00:20:00Z","card":"x","amount":5}
            {"event_id":"bad","t":"2026-01-01T00:01:00Z","card":"x","amount":"lots"}
            {"event_id":
            {"event_id":"a","t":"2026-01-01T00:00:00Z","card":"x","amount":4}
            {"event_id":"\ud83d","t":"2026-01-01T00:00:00Z","card":"\ud83d","amount":4}
            {"event_id":"b","t":"2026-01-01T00:10:00Z","card":"x"}

            """);
        string table = _tool.File("e.csv", """
            event_id,amount,card,t
            c,5,x,2026-01-01T00:20:00Z
            bad,lots,x,2026-01-01T00:01:00Z
            broken
            a,4,x,2026-01-01T00:00:00Z
            quoted,"4"x,x,2026-01-01T00:00:00Z
            b,,x,2026-01-01T00:10:00Z

            """);

        (int jsonCode, string jsonRows, string jsonError) = Run(json);
        (int code, string rows, string error) = Run(table);

        Assert.Equal((1, "event_id,n,s\na,0,0\nb,1,4\nc,2,4\n"), (code, rows));
        Assert.Equal((code, rows), (jsonCode, jsonRows));
        Assert.Equal(
            ["e.csv(3,1): error RE091: 'lots' is no number for 'amount'.", "e.csv(4,1): error RE016: The row has 1 fields where 4 are expected.", "e.csv(6,1): error RE017: There is text behind a closing quote."],
            Problems(error));
        Assert.Contains("e.csv: 3 lines are no events and were passed over.", error, StringComparison.Ordinal);
        Assert.Equal(["e.jsonl(2,1)", "e.jsonl(3,1)", "e.jsonl(5,1)"], Problems(jsonError).Select(static problem => problem.Split(": ")[0]));
    }

    [Fact]
    public void Seconds_and_booleans_are_taken_as_everywhere()
    {
        string json = _tool.File("e.jsonl", "{\"t\":1767225600,\"card\":\"x\",\"amount\":true}\n{\"t\":1767225601,\"card\":\"x\",\"amount\":1}\n");
        string table = _tool.File("e.csv", "t,card,amount\n1767225600,x,true\n1767225601,x,1\n");
        Assert.Equal((0, "n,s\n0,0\n1,1\n", ""), Run(json));
        Assert.Equal((0, "n,s\n0,0\n1,1\n", ""), Run(table));
    }

    [Fact]
    public void All_columns_that_a_table_lacks_are_named()
    {
        (int code, _, string error) = Run(_tool.File("e.csv", "event_id,cards\na,x\n"));
        Assert.Equal(1, code);
        Assert.Contains("no column 't'", error, StringComparison.Ordinal);
        Assert.Contains("no column 'card'.\n    did you mean 'cards'?", error, StringComparison.Ordinal);
        Assert.Contains("no column 'amount'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e.csv.gz", "t,card,amount\n2026-01-01T00:00:00Z,x,1\n")]
    [InlineData("e.jsonl.gz", "{\"t\":\"2026-01-01T00:00:00Z\",\"card\":\"x\",\"amount\":1}\n")]
    public void Half_a_gzip_file_is_an_error(string name, string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        string path = _tool.Path(name);
        File.WriteAllBytes(path, packed.ToArray());
        Assert.Equal((0, "n,s\n0,0\n", ""), Run(path));
        File.WriteAllBytes(path, packed.ToArray()[..^4]);
        (int code, string output, string error) = Run(path);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("error RE002: The gzip packing breaks off before its end.", error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Problems(string error) =>
        error.Split('\n').Where(static line => line.Contains("): ", StringComparison.Ordinal)).Select(static line => line[(line.LastIndexOf('/') + 1)..]);

    private (int Code, string Output, string Error) Run(string events) => ToolRunner.Run("windows", "--spec", _tool.File("w.json", Spec), "--events", events);
}
