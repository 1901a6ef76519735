using System.Text.Json;
using System.Xml.Linq;

namespace Risk.Tool.Tests;

public sealed class BacktestCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(TestProject.RepositoryRoot, "samples", "data");
    private static readonly string Events = Path.Combine(Samples, "card-stream", "events.jsonl");

    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Prints_actions_and_rules_and_writes_a_page()
    {
        string page = _tool.Path("report.html");

        (int code, string output, string error) = ToolRunner.Run("backtest", Bundle(), "--events", Events, "--label", "is_fraud", "--report", page, "--replicates", "10");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("2000 events: 155 bad, 1845 good", output, StringComparison.Ordinal);
        Assert.Contains("foreign-proxy", output, StringComparison.Ordinal);
        Assert.Equal("html", XDocument.Load(page).Root!.Name.LocalName);
    }

    [Fact]
    public void Compares_with_other_rules_as_JSON()
    {
        string rules = _tool.File("new.rules", "only: Block if :is_proxy_ip: and :amount_minor: > 1000\n");

        (int code, string output, string error) = ToolRunner.Run("backtest", Bundle(), "--events", Events, "--label", "is_fraud", "--rules", rules, "--json", "--replicates", "0");

        Assert.Equal((0, ""), (code, error));
        JsonElement root = JsonDocument.Parse(output).RootElement;
        Assert.Equal("only", Assert.Single(root.GetProperty("other").GetProperty("rules").EnumerateArray()).GetProperty("id").GetString());
        Assert.InRange(root.GetProperty("comparison").GetProperty("agreement").GetDouble(), 0.3, 0.999);
    }

    [Fact]
    public void Compares_a_bundle_with_itself_without_a_difference()
    {
        string bundle = Bundle();

        (int code, string output, _) = ToolRunner.Run("backtest", bundle, "--events", Events, "--label", "is_fraud", "--against", bundle, "--replicates", "0");

        Assert.Equal(0, code);
        Assert.Contains("they agree on 100.00 %", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_a_label_that_is_not_there()
    {
        (int code, _, string error) = ToolRunner.Run("backtest", Bundle(), "--events", Events, "--label", "is_fruad");

        Assert.Equal(1, code);
        Assert.Contains("RB050", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_what_is_wrong_with_the_other_rules()
    {
        string rules = _tool.File("new.rules", "a: Block if :amuont_minor: > 1000\n");

        (int code, _, string error) = ToolRunner.Run("backtest", Bundle(), "--events", Events, "--label", "is_fraud", "--rules", rules);

        Assert.Equal(1, code);
        Assert.Contains("new.rules(1,", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_others_are_wrong_usage() =>
        Assert.Equal(2, ToolRunner.Run("backtest", "b", "--events", Events, "--label", "x", "--rules", "r", "--against", "c").Code);

    private string Bundle()
    {
        _tool.File("bundle/schema.json", File.ReadAllText(Path.Combine(Samples, "card-stream", "schema.json")));
        _tool.File("bundle/payments.rules", File.ReadAllText(Path.Combine(Samples, "payments.rules")));
        _tool.File("bundle/bundle.json", """{"name":"payments","version":"1","schema":"schema.json","rules":"payments.rules"}""");
        return _tool.Path("bundle");
    }
}
