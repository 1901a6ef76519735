using System.Text.Json;
using Risk.TestKit;
using Xunit;

namespace Risk.Tool.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Wrong_usage_is_code_2()
    {
        (int code, _, string error) = ToolRunner.Run("model", "score");

        Assert.Equal(2, code);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_error() => Assert.Equal(0, ToolRunner.Run("rules", "run", "--help").Code);

    [Fact]
    public void A_file_that_is_no_model_is_named_without_a_stack_trace()
    {
        string file = _tool.File("model.json", "hello");

        (int code, _, string error) = ToolRunner.Run("model", "info", file);

        Assert.Equal(1, code);
        Assert.Contains("model.json", error, StringComparison.Ordinal);
        Assert.Contains("RM001", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("nothing.json", ToolRunner.Run("model", "info", _tool.Path("nothing.json")).Error, StringComparison.Ordinal);

    [SharedDataFact("card-stream")]
    public void Rows_with_mistakes_are_listed_together()
    {
        string data = SharedData.Path("card-stream", "models", "lr.json");
        string rows = _tool.File("rows.csv", "a,b\n1,2\n");

        (int code, _, string error) = ToolRunner.Run("model", "score", data, "--input", rows);

        Assert.Equal(1, code);
        Assert.Contains("rows.csv(2,1)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_checked_as_JSON_with_places()
    {
        string rules = _tool.File("a.rules", "Block if :amount_in_usd: == 5\nReview if :card_country = 'DE'\nRefuse if :x: > 1\nBlock if :amount_in_usd: > 'a'\nAllow if :ip_country: in ['DE']");

        (int code, string output, _) = ToolRunner.Run("rules", "check", rules, "--json");

        Assert.Equal(1, code);
        JsonElement[] diagnostics = [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Where(static item => item.GetProperty("severity").GetString() == "error")];
        Assert.Equal([1, 2, 3, 4, 5], diagnostics.Select(static item => item.GetProperty("line").GetInt32()).Distinct().Order());
        Assert.All(diagnostics, static item => Assert.True(item.GetProperty("endColumn").GetInt32() > item.GetProperty("column").GetInt32()));
    }

    [Theory]
    [InlineData(":amount_in_usd: > 10", """{"amount_in_usd":11}""", "true")]
    [InlineData(":amount_in_usd: > 10", """{"amount_in_usd":10}""", "false")]
    [InlineData(":amount_in_usd: > 10", """{}""", "unknown")]
    [InlineData("::tier:: = 'gold'", """{"metadata":{"tier":"gold"}}""", "true")]
    [InlineData("not :is_disposable_email:", """{"is_disposable_email":null}""", "unknown")]
    public void A_condition_is_true_false_or_unknown(string condition, string source, string expected)
    {
        (int code, string output, string error) = ToolRunner.Run("rules", "eval", "--condition", condition, "--event", source);

        Assert.True(code == 0, error);
        Assert.Equal(expected + "\n", output);
    }

    [Fact]
    public void Rules_run_over_events_and_bad_lines_are_counted()
    {
        string rules = _tool.File("a.rules", "big: Block if :amount_in_usd: > 100\nRequest 3D Secure if :card_country: = 'US'\nScore +5 if :amount_in_usd: > 1");
        string events = _tool.File("e.jsonl", "{\"amount_in_usd\":500,\"card_country\":\"US\"}\nnot json\n{\"card_country\":\"US\"}\n\n{\"amount_in_usd\":2,\"card_country\":\"DE\"}\n");

        (int code, string output, string error) = ToolRunner.Run("rules", "run", rules, "--events", events);

        Assert.Equal(1, code);
        Assert.Contains("e.jsonl(2,", error, StringComparison.Ordinal);
        Assert.Equal(
            """
            {"action":"block","challenge":true,"rule":"big","matched":["big","rule-2","rule-3"],"undetermined":[],"points":5}
            {"action":"challenge","challenge":true,"rule":"rule-2","matched":["rule-2"],"undetermined":["big","rule-3"],"points":0}
            {"action":"none","challenge":false,"rule":null,"matched":["rule-3"],"undetermined":[],"points":5}

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public void Formatting_keeps_comments_and_checks()
    {
        string rules = _tool.File("a.rules", "# why\nblock IF   :amount_in_usd:>100");

        Assert.Equal(1, ToolRunner.Run("rules", "format", rules, "--check").Code);
        Assert.Equal(0, ToolRunner.Run("rules", "format", rules).Code);
        Assert.Equal(0, ToolRunner.Run("rules", "format", rules, "--check").Code);
        Assert.Contains("# why", File.ReadAllText(rules), StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_tests_run_beside_their_file_and_coverage_may_be_asked_for()
    {
        string rules = _tool.File("a.rules", "big: Block if :amount_in_usd: > 100\nReview if :card_country: = 'US'");
        string tests = _tool.File("a.tests.jsonl", """{"event":{"amount_in_usd":101},"rule":"big"}""" + "\n" + """{"event":{"amount_in_usd":100},"action":"none"}""");

        (int code, string output, string error) = ToolRunner.Run("rules", "test", rules);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("2 of 2 tests passed\n1 of 2 conditions", output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRunner.Run("rules", "test", rules, "--coverage", "50").Code);
        Assert.Equal(1, ToolRunner.Run("rules", "test", rules, "--coverage", "51").Code);
        Assert.Equal(2, ToolRunner.Run("rules", "test", rules, "--coverage", "101").Code);

        File.WriteAllText(tests, """{"name":"wrong","event":{"amount_in_usd":100},"action":"block"}""");
        (code, output, _) = ToolRunner.Run("rules", "test", rules, "--json");
        Assert.Equal(1, code);
        Assert.Equal("wrong", JsonDocument.Parse(output).RootElement.GetProperty("failures")[0].GetProperty("name").GetString());

        File.WriteAllText(tests, "{");
        (code, _, error) = ToolRunner.Run("rules", "test", rules);
        Assert.Equal(1, code);
        Assert.Contains("RR090", error, StringComparison.Ordinal);
        Assert.Contains("nothing.jsonl", ToolRunner.Run("rules", "test", rules, "--tests", _tool.Path("nothing.jsonl")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_are_replayed_in_time_order()
    {
        string spec = _tool.File("w.json", """{"time":"t","windows":[{"name":"n","key":"card","aggregate":"count","window":"1h"},{"name":"s","key":"card","aggregate":"sum","value":"amount","window":"1h","include_current":true,"where":":amount: > 5"}]}""");
        string events = _tool.File("e.csv", "event_id,t,card,amount\nb,2026-01-01T00:30:00Z,x,10\na,2026-01-01T00:00:00Z,x,4\nc,2026-01-01T01:30:00Z,x,7\n");

        (int code, string output, string error) = ToolRunner.Run("windows", "--spec", spec, "--events", events);

        Assert.True(code == 0, error);
        Assert.Equal("event_id,n,s\na,0,0\nb,1,10\nc,0,7\n", output);
    }

    [Fact]
    public void Windows_see_labels_from_when_they_became_known()
    {
        string spec = _tool.File("w.json", """{"time":"t","event_id":"event_id","labels":["fraud"],"windows":[{"name":"frauds","key":"card","aggregate":"sum","value":"fraud","window":"1d"},{"name":"large","key":"card","aggregate":"count","window":"1d","where":":fraud: = 1 and :amount: > 5"}]}""");
        string events = _tool.File("e.csv", "event_id,t,card,amount,fraud\na,2026-01-01T00:00:00Z,x,10,1\nb,2026-01-01T01:00:00Z,x,4,1\nc,2026-01-01T02:00:00Z,x,7,0\nd,2026-01-01T03:00:00Z,x,7,0\n");
        string outcomes = _tool.File("o.csv", "t,event_id,fraud\n2026-01-01T02:00:00Z,a,1\n2026-01-01T02:30:00Z,b,1\n2026-01-01T02:30:00Z,z,1\n2026-01-01T02:40:00Z,b,1\n2026-01-09T00:00:00Z,c,1\n");

        (int code, string output, string error) = ToolRunner.Run("windows", "--spec", spec, "--events", events, "--outcomes", outcomes);
        (_, string known, _) = ToolRunner.Run("windows", "--spec", spec, "--events", events);

        Assert.True(code == 0, error);
        Assert.Equal("event_id,frauds,large\na,0,0\nb,0,0\nc,1,1\nd,2,1\n", output);
        Assert.Equal("event_id,frauds,large\na,0,0\nb,1,1\nc,2,1\nd,2,1\n", known);
        Assert.Contains("outcomes: 1 for unknown events, 2 applied, 1 known already; 1 known after the last event.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outcomes_need_an_id_in_the_spec()
    {
        string spec = _tool.File("w.json", """{"time":"t","windows":[{"name":"n","key":"card","aggregate":"count","window":"1d"}]}""");
        string half = _tool.File("h.json", """{"time":"t","event_id":"id","windows":[{"name":"n","key":"card","aggregate":"count","window":"1d"}]}""");
        string events = _tool.File("e.csv", "t,card\n");

        Assert.Contains("names no 'event_id'", ToolRunner.Run("windows", "--spec", spec, "--events", events, "--outcomes", events).Error, StringComparison.Ordinal);
        Assert.Contains("'event_id' and 'labels' go together", ToolRunner.Run("windows", "--spec", half, "--events", events).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_with_mistakes_lists_them_all()
    {
        string spec = _tool.File("w.json", """{"time":"t","windows":[{"name":"n","key":"card","aggregate":"cuont","window":"1h"},{"name":"m","key":"card","aggregate":"count","window":"1 hour"}]}""");
        string events = _tool.File("e.csv", "t,card\n");

        (int code, _, string error) = ToolRunner.Run("windows", "--spec", spec, "--events", events);

        Assert.Equal(1, code);
        Assert.Contains("did you mean 'count'?", error, StringComparison.Ordinal);
        Assert.Contains("'1 hour' is no duration", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_scores_events_and_its_golden_ones()
    {
        Bundle("""{"name":"b","version":"7","schema":"schema.json","rules":"r.rules","policy":{"fallback":"allow"},"golden":"golden.jsonl"}""");
        _tool.File("bundle/golden.jsonl", """{"event":{"amount":11},"action":"block","rule":"big"}""");
        string events = _tool.File("e.jsonl", "{\"event_id\":\"e1\",\"amount\":11}\n{\"event_id\":\"e2\",\"amount\":1}\n");

        (int verified, string summary, string error) = ToolRunner.Run("bundle", "verify", _tool.Path("bundle"));
        (int scored, string output, _) = ToolRunner.Run("score", _tool.Path("bundle"), "--events", events, "--json");
        (_, string json, _) = ToolRunner.Run("bundle", "verify", _tool.Path("bundle"), "--json");

        Assert.True(verified == 0, error);
        Assert.Contains("1 golden events, 0 differ", summary, StringComparison.Ordinal);
        Assert.Equal(0, scored);
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("golden").GetInt32());
        Assert.Equal(0, JsonDocument.Parse(json).RootElement.GetProperty("differences").GetArrayLength());
        JsonElement[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["block", "allow"], lines.Select(static line => line.GetProperty("action").GetString()));
        Assert.Equal(["e1", "e2"], lines.Select(static line => line.GetProperty("event_id").GetString()));
        Assert.All(lines, static line => Assert.Equal("7", line.GetProperty("version").GetString()));
    }

    [Fact]
    public void Golden_events_that_are_decided_otherwise_are_told_as_JSON()
    {
        Bundle("""{"name":"b","version":"7","schema":"schema.json","rules":"r.rules","policy":{"fallback":"allow"},"golden":"golden.jsonl"}""");
        _tool.File("bundle/golden.jsonl", """{"event":{"amount":9},"action":"block","rule":"big"}""");

        (int code, string output, _) = ToolRunner.Run("bundle", "verify", _tool.Path("bundle"), "--json");

        Assert.Equal(1, code);
        JsonElement difference = JsonDocument.Parse(output).RootElement.GetProperty("differences")[0];
        Assert.Equal(1, difference.GetProperty("line").GetInt32());
        Assert.Equal("block", difference.GetProperty("expected").GetProperty("action").GetString());
        Assert.Equal("allow", difference.GetProperty("actual").GetProperty("action").GetString());
    }

    [Fact]
    public void A_bundle_with_mistakes_tells_all_of_them()
    {
        Bundle("""{"name":"b","verison":"7","schema":"schema.json","rules":"r.rules","models":[{"file":"none.json"}],"policy":{"block":"x"}}""");
        _tool.File("bundle/r.rules", "Block if :amuont: > 10");

        (int code, _, string error) = ToolRunner.Run("bundle", "verify", _tool.Path("bundle"));

        Assert.Equal(1, code);
        Assert.Contains("did you mean 'version'?", error, StringComparison.Ordinal);
        Assert.Contains("no file 'none.json'", error, StringComparison.Ordinal);
        Assert.Contains("r.rules(1,", error, StringComparison.Ordinal);
        Assert.Contains("policy.block", error, StringComparison.Ordinal);
    }

    private void Bundle(string manifest)
    {
        _tool.File("bundle/bundle.json", manifest);
        _tool.File("bundle/schema.json", """{"attributes":[{"name":"amount","type":"number"}]}""");
        _tool.File("bundle/r.rules", "big: Block if :amount: > 10");
    }
}
