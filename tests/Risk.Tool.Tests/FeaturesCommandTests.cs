using System.Globalization;
using System.IO.Compression;
using Xunit;

namespace Risk.Tool.Tests;

/// <summary><c>risk features</c> as a data scientist meets it: help, files that are wrong, JSON Lines or CSV in, a matrix out.</summary>
public sealed class FeaturesCommandTests : IDisposable
{
    private const string Pipeline = """
        {"attributes":[{"name":"amount","type":"number"},{"name":"shop","type":"text"},{"name":"card","type":"token"},{"name":"at","type":"timestamp"}],
         "windows":[{"name":"count_1d","key":"card","aggregate":"count","window":"1d"}],
         "features":[
           {"name":"amount","input":"amount"},
           {"name":"shop","input":"shop","transform":"one_hot","categories":["a, b","say \"c\""]},
           {"name":"before","input":"count_1d"}]}
        """;

    private const string Header = "amount,\"shop=a, b\",\"shop=say \"\"c\"\"\",before";

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Help_names_the_options_and_the_forms_of_events()
    {
        (int code, string output, _) = ToolRunner.Run("features", "--help");
        Assert.Equal(0, code);
        foreach (string word in (string[])["--pipeline", "--events", "--output", "--schema", "JSON Lines", "CSV", "NaN"])
        {
            Assert.Contains(word, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_and_ids_with_commas_stay_one_field()
    {
        string events = _tool.File("e.jsonl", """{"event_id":"x,1","amount":0.1,"shop":"A, B"}""" + "\n");
        (int code, string output, string error) = Run(events);
        Assert.True(code == 0, error);
        Assert.Equal($"event_id,{Header}\n\"x,1\",{Number(0.1f)},1,0,NaN\n", output);
    }

    [Fact]
    public void CSV_gives_the_rows_that_JSON_Lines_gives()
    {
        string json = _tool.File("e.jsonl", """
            {"event_id":"1","amount":5,"shop":"a, b","card":"k","at":"2026-01-01T00:00:00Z"}
            {"event_id":"2","amount":7.5,"card":"k","at":"2026-01-01T01:00:00Z"}
            {"event_id":"3","shop":"other","card":"k","at":"2026-01-01T02:00:00Z"}

            """);
        string table = _tool.File("e.csv", """
            event_id,at,card,amount,shop
            1,2026-01-01T00:00:00Z,k,5,"a, b"
            2,2026-01-01T01:00:00Z,k,7.5,
            3,2026-01-01T02:00:00Z,k,,other

            """);
        (int code, string rows, string error) = Run(json);
        Assert.True(code == 0, error);
        Assert.Equal(["1,5,1,0,0", "2,7.5,0,0,1", "3,NaN,0,0,2"], rows.Split('\n')[1..4]);
        Assert.Equal((0, rows, ""), Run(table));
    }

    [Fact]
    public void Lines_that_are_no_events_are_named_and_passed_over()
    {
        string events = _tool.File("e.jsonl", "{\"amount\":1}\nnot JSON\n{\"amount\":2}\n");
        (int code, string output, string error) = Run(events);
        Assert.Equal(1, code);
        Assert.Equal($"{Header}\n1,0,0,NaN\n2,0,0,NaN\n", output);
        Assert.Contains("e.jsonl(2", error, StringComparison.Ordinal);
        Assert.Contains("1 of 3", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_no_events_are_named_and_passed_over_and_wrong_values_are_missing()
    {
        string json = _tool.File("e.jsonl", "{\"event_id\":\"1\",\"amount\":\"?\",\"shop\":\"a, b\"}\n[]\n{\"event_id\":\"3\",\"amount\":2}\n");
        string table = _tool.File("e.csv", "event_id,amount,shop,card,at\n1,?,\"a, b\",,\nno event\n3,2,,,\n");
        (int code, string rows, string error) = Run(table);
        Assert.Equal((1, $"event_id,{Header}\n1,NaN,1,0,NaN\n3,2,0,0,NaN\n"), (code, rows));
        Assert.Contains("e.csv(2,1): warning RE011: 'amount' is no number; it is taken as missing.", error, StringComparison.Ordinal);
        Assert.Contains("e.csv(3,1): error RE016: The row has 1 fields where 5 are expected.", error, StringComparison.Ordinal);
        Assert.Contains("e.csv: 1 of 3 lines are no events and were passed over.", error, StringComparison.Ordinal);
        Assert.Equal((1, rows), (Run(json).Code, Run(json).Output));
    }

    [Fact]
    public void A_wrong_value_alone_is_a_warning()
    {
        (int code, _, string error) = Run(_tool.File("e.csv", "amount,shop,card,at\n?,x,k,\n"));
        Assert.Equal(0, code);
        Assert.EndsWith("e.csv(2,1): warning RE011: 'amount' is no number; it is taken as missing.\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e.csv", "")]
    [InlineData("e.csv.gz", "half")]
    public void A_CSV_that_can_not_be_read_is_said_so(string name, string content)
    {
        string path = _tool.File(name, content);
        if (content.Length > 0)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write("amount,shop,card,at\n1,x,k,\n"u8);
            }

            File.WriteAllBytes(path, packed.ToArray()[..^3]);
        }

        (int code, _, string error) = Run(path);
        Assert.Equal(1, code);
        Assert.Contains(content.Length == 0 ? "error RE015: The file is empty" : "error RE002: The gzip packing breaks off", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_events_gives_the_names() =>
        Assert.Equal((0, Header + "\n", ""), Run(_tool.File("e.jsonl", "\n")));

    [Fact]
    public void A_CSV_without_a_column_is_refused_before_anything_is_written()
    {
        string output = _tool.File("rows.csv", "kept");
        (int code, _, string error) = Run(_tool.File("e.csv", "amount,at\n1,2026-01-01T00:00:00Z\n"), "--output", output);
        Assert.Equal(1, code);
        Assert.Contains("no column 'shop'", error, StringComparison.Ordinal);
        Assert.Contains("no column 'card'", error, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(output));
    }

    [Fact]
    public void All_that_is_wrong_with_a_pipeline_is_listed_before_anything_is_written()
    {
        string output = _tool.File("rows.csv", "kept");
        string pipeline = _tool.File("p.json", """
            {"attributes":[{"name":"amount","type":"number"}],
             "features":[
               {"name":"a","input":"amuont"},
               {"name":"b","input":"amount","transform":"log2p"}]}
            """);
        (int code, _, string error) = ToolRunner.Run("features", "--pipeline", pipeline, "--events", _tool.File("e.jsonl", ""), "--output", output);
        Assert.Equal(1, code);
        Assert.Contains("p.json(3,", error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'amount'?", error, StringComparison.Ordinal);
        Assert.Contains("p.json(4,", error, StringComparison.Ordinal);
        Assert.Contains("log1p", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(output));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_before_anything_is_written()
    {
        string output = _tool.File("rows.csv", "kept");
        (int code, _, string error) = Run(_tool.Path("nothing.jsonl"), "--output", output);
        Assert.Equal(1, code);
        Assert.Contains("nothing.jsonl", error, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(output));
    }

    private (int Code, string Output, string Error) Run(string events, params string[] more) =>
        ToolRunner.Run(["features", "--pipeline", _tool.File("pipeline.json", Pipeline), "--events", events, .. more]);

    private static string Number(float value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);
}
