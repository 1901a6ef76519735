using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Risk.Tool.Tests;

/// <summary><c>risk score --log</c> and <c>risk replay</c>.</summary>
public sealed class ReplayTests : IDisposable
{
    private const int Events = 10_000;

    private readonly ToolRunner _tool = new();

    public ReplayTests() => Bundle("bundle", "big: Block if :amount: > 900\nbusy: Review if count(:card:, 1h) >= 3");

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Ten_thousand_logged_decisions_replay_with_the_same_bits()
    {
        Score(Events);

        (int code, string output, string error) = ToolRunner.Run("replay", _tool.Path("log"), _tool.Path("bundle"));
        (_, string json, _) = ToolRunner.Run("replay", _tool.Path("log"), _tool.Path("bundle"), "--json");

        Assert.True(code == 0, output + error);
        Assert.StartsWith("10000 decisions replayed with version 7: 0 differ, 0 lines can't be read", output, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(json).RootElement;
        Assert.True(report.GetProperty("exact").GetBoolean());
        Assert.Equal(Events, report.GetProperty("versions").GetProperty("7").GetInt32());
    }

    [Fact]
    public void A_changed_rule_lists_its_differences()
    {
        Score(500);
        Bundle("changed", "big: Block if :amount: > 500\nbusy: Review if count(:card:, 1h) >= 3");

        (int code, string output, _) = ToolRunner.Run("replay", _tool.Path("log"), _tool.Path("changed"), "--differences", "2", "--output", _tool.Path("all.jsonl"));
        (_, string json, _) = ToolRunner.Run("replay", _tool.Path("log"), _tool.Path("changed"), "--json");

        Assert.Equal(1, code);
        Assert.Contains("action ", output, StringComparison.Ordinal);
        Assert.Contains("rule none → big", output, StringComparison.Ordinal);
        Assert.Contains("note: version 7 had other parts: rules.", output, StringComparison.Ordinal);
        Assert.Contains(" more; --differences lists more", output, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(json).RootElement;
        int different = report.GetProperty("different").GetInt32();
        Assert.Equal(different, report.GetProperty("fields").GetProperty("rule").GetInt32());
        Assert.Equal("big", report.GetProperty("differences")[0].GetProperty("fields").GetProperty("rule").GetProperty("replayed").GetString());
        string[] all = File.ReadAllLines(_tool.Path("all.jsonl"));
        Assert.Equal(different, all.Length);
        Assert.True(JsonDocument.Parse(all[^1]).RootElement.GetProperty("line").GetInt32() > 2);
    }

    [Fact]
    public void Corrupt_lines_are_told_with_their_numbers()
    {
        Score(20);
        string file = Directory.EnumerateFiles(_tool.Path("log")).Single();
        string[] lines = File.ReadAllLines(file);
        lines[5] = lines[5][..30];
        lines[8] = "null";
        File.WriteAllLines(file, lines);

        (int code, string output, string error) = ToolRunner.Run("replay", file, _tool.Path("bundle"));

        Assert.Equal(1, code);
        Assert.Contains(".jsonl(6,1): error RL002", error, StringComparison.Ordinal);
        Assert.Contains(".jsonl(9,1): error RL003", error, StringComparison.Ordinal);
        Assert.Contains("18 decisions replayed with version 7: 0 differ, 2 lines can't be read", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_not_there_is_named()
    {
        (int code, _, string error) = ToolRunner.Run("replay", _tool.Path("none"), _tool.Path("bundle"));
        Assert.Equal(1, code);
        Assert.Contains("RL001", error, StringComparison.Ordinal);
        Assert.Equal(2, ToolRunner.Run("replay", _tool.Path("log")).Code);
    }

    private void Score(int count)
    {
        var text = new StringBuilder();
        Random random = new(4);
        for (int i = 0; i < count; i++)
        {
            string country = random.Next(4) == 0 ? "null" : $"\"{(random.Next(2) == 0 ? "DE" : "FR")}\"";
            text.Append(CultureInfo.InvariantCulture, $$"""{"event_id":"e{{i}}","t":"2026-01-{{1 + (i / 1440 % 28):00}}T{{i / 60 % 24:00}}:{{i % 60:00}}:00Z","card":"c{{random.Next(300)}}","amount":{{random.NextDouble() * 1000}},"country":{{country}}}""").Append('\n');
        }

        string events = _tool.File("events.jsonl", text.ToString());
        (int code, string output, string error) = ToolRunner.Run("score", _tool.Path("bundle"), "--events", events, "--log", _tool.Path("log"));
        Assert.True(code == 0, error);
        Assert.Equal(count, output.Count(static c => c == '\n'));
    }

    private void Bundle(string name, string rules)
    {
        _tool.File($"{name}/bundle.json", """{"name":"b","version":"7","schema":"schema.json","models":[{"file":"model.json"}],"rules":"r.rules","reasonMode":"always","policy":{"review":65,"block":75,"fallback":"review"}}""");
        _tool.File($"{name}/schema.json", """{"attributes":[{"name":"t","type":"timestamp"},{"name":"card","type":"token"},{"name":"amount","type":"number"},{"name":"country","type":"country"}]}""");
        _tool.File($"{name}/model.json", """{"kind":"logistic_regression","features":["amount"],"coefficients":[0.0031],"intercept":-1.7}""");
        _tool.File($"{name}/r.rules", rules);
    }
}
