using System.Text;
using System.Text.Json;
using Risk.Rules;

namespace Risk.Core.Tests.Rules.Testing;

public sealed class RuleTestFileTests
{
    private const string Rules = """
        list @staff = ('c1', 'c2')
        define :foreign: = :card_country: != :ip_country:
        staff: Allow if :card_fingerprint: in @staff
        big: Block if :foreign: and (:amount_in_usd: > 500 or not :is_recurring:)
        ask: Request 3D Secure if :risk_level: = 'elevated'
        points: Score +15 if :is_disposable_email:
        late: Review if :rule_points: > 10 and any_of(:is_wallet:, :is_anonymous_ip:)
        """;

    [Theory]
    [InlineData("""{"event":{"card_fingerprint":"c1"},"action":"allow","rule":"staff","matched":["staff"],"truth":{"staff":true,"big":"unknown"}}""")]
    [InlineData("""{"event":{"card_country":"US","ip_country":"DE","amount_in_usd":600},"action":"block","rule":"big","challenge":false,"points":0}""")]
    [InlineData("""{"event":{"risk_level":"Elevated"},"action":"challenge","challenge":true}""")]
    [InlineData("""{"event":{"is_disposable_email":true,"is_wallet":true},"action":"review","rule":"late","points":15,"matched":["late","points"]}""")]
    [InlineData("""{"event":{},"action":"none","rule":null,"matched":[]}""")]
    public void Tests_that_are_right_pass(string line) => Assert.Equal("", Problems(line));

    [Theory]
    [InlineData("""{"event":{"card_fingerprint":"c1"},"action":"block"}""", "the action is allow by staff, not block")]
    [InlineData("""{"event":{},"rule":"big"}""", "no rule decides, not big")]
    [InlineData("""{"event":{"card_fingerprint":"c1"},"rule":null}""", "staff decides, not none")]
    [InlineData("""{"event":{},"challenge":true}""", "a challenge is not requested")]
    [InlineData("""{"event":{"is_disposable_email":true},"points":3.5}""", "the points are 15, not 3.5")]
    [InlineData("""{"event":{"card_fingerprint":"c1"},"matched":["big"]}""", "big does not match; staff matches too")]
    [InlineData("""{"event":{},"truth":{"big":false}}""", "big is unknown, not false")]
    [InlineData("""{"event":{},"truth":{"bigg":false}}""", "there is no rule 'bigg' (did you mean 'big'?)")]
    [InlineData("""{"event":{"amount_in_usd":"many"},"action":"none"}""", "the event has a value for 'amount_in_usd' that is no number")]
    public void Tests_that_are_wrong_fail_with_a_reason(string line, string expected) => Assert.Equal(expected, Problems(line));

    [Theory]
    [InlineData("5", "RR090")]
    [InlineData("{", "RR090")]
    [InlineData("""{"event":{"a":"\ud800"},"name":"\ud800","action":"none"}""", "RR090")]
    [InlineData("""{"action":"none"}""", "RR091")]
    [InlineData("""{"event":{}}""", "RR091")]
    [InlineData("""{"event":5,"action":"none"}""", "RR091")]
    [InlineData("""{"event":{},"action":"bloc"}""", "RR091")]
    [InlineData("""{"event":{},"acton":"block"}""", "RR091")]
    [InlineData("""{"event":{},"truth":{"a":1}}""", "RR091")]
    [InlineData("""{"event":{},"history":{},"action":"none"}""", "RR091")]
    public void Lines_that_are_no_tests_are_listed(string line, string code)
    {
        var problem = Assert.Throws<RiskFormatException>(() => RuleTestFile.Parse("\n# why\n" + line, "a.tests.jsonl"));

        RiskDiagnostic diagnostic = Assert.Single(problem.Diagnostics);
        Assert.Equal((code, 3, "a.tests.jsonl"), (diagnostic.Code, diagnostic.Line, diagnostic.File));
    }

    [Fact]
    public void All_wrong_lines_are_listed_together() => Assert.Equal(
        [1, 3], Assert.Throws<RiskFormatException>(() => RuleTestFile.Parse("5\n{\"event\":{},\"action\":\"none\"}\n6\n")).Diagnostics.Select(static item => item.Line));

    [Fact]
    public void History_is_what_windows_count_and_each_test_has_its_own()
    {
        RuleSet rules = RuleSet.Parse("busy: Block if count(:card_fingerprint:, 1h) >= 2");
        const string past = """{"card_fingerprint":"a","timestamp":"2026-01-01T10:00:00Z"}""";
        const string now = """{"card_fingerprint":"a","timestamp":"2026-01-01T10:10:00Z"}""";

        RuleTestReport report = RuleTestFile.Parse($$"""
            {"history":[{{past}},{{past}}],"event":{{now}},"action":"block"}
            {"history":[{{past}}],"event":{{now}},"action":"none"}
            {"event":{{now}},"action":"none"}
            """).Run(rules);

        Assert.True(report.Succeeded, report.ToString());
        Assert.Equal(100, report.CoveragePercentage);
    }

    [Fact]
    public void What_models_give_stands_in_the_event()
    {
        var schema = new Risk.Events.EventSchema([new("amount", Risk.Events.AttributeKind.Number)]);
        RuleSet rules = RuleSet.Parse("risky: Block if :risk_score: > 80", schema);

        Assert.True(RuleTestFile.Parse("""{"event":{"amount":1,"risk_score":81},"rule":"risky"}""").Run(rules).Succeeded);
        Assert.False(RuleTestFile.Parse("""{"event":{"amount":1,"risk_score":80},"rule":"risky"}""").Run(rules).Succeeded);
    }

    [Fact]
    public void The_report_tells_what_no_test_has_seen()
    {
        RuleTestReport report = RuleTestFile.Parse(
            """
            {"event":{"card_country":"US","ip_country":"DE","amount_in_usd":600,"card_fingerprint":"x"},"action":"block"}
            {"event":{"card_country":"US","ip_country":"US","is_disposable_email":true,"is_wallet":true},"action":"review"}
            """).Run(RuleSet.Parse(Rules));

        Assert.Equal(
            """
            2 of 2 tests passed
            2 of 9 conditions seen both true and false (22.2 %)
              staff (line 3): :card_fingerprint: in @staff was never true
              big (line 4): :amount_in_usd: > 500 was never false
              big (line 4): :is_recurring: was never true or false
              ask (line 5): :risk_level: = 'elevated' was never true or false
              points (line 6): :is_disposable_email: was never false
              late (line 7): :is_wallet: was never false
              late (line 7): :is_anonymous_ip: was never true or false
              staff (line 3) matched in no test
              ask (line 5) matched in no test

            """.ReplaceLineEndings("\n"),
            report.ToString());
    }

    [Fact]
    public void The_report_is_json_too()
    {
        RuleTestReport report = RuleTestFile.Parse("""{"name":"a","event":{},"action":"block"}""").Run(RuleSet.Parse(Rules));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            report.WriteJson(writer);
        }

        JsonElement json = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;

        Assert.Equal((1, 0, 1), (json.GetProperty("tests").GetInt32(), json.GetProperty("passed").GetInt32(), json.GetProperty("failed").GetInt32()));
        Assert.Equal("the action is none, not block", json.GetProperty("failures")[0].GetProperty("problems")[0].GetString());
        Assert.Equal(9, json.GetProperty("coverage").GetProperty("unseen").GetArrayLength());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string path = RuleTestFile.PathFor(Path.Combine("nowhere", "payments.rules"));

        Assert.EndsWith("payments.tests.jsonl", path, StringComparison.Ordinal);
        Assert.Equal("RR007", Assert.Throws<RiskFormatException>(() => RuleTestFile.Load(path)).Diagnostics[0].Code);
    }

    private static string Problems(string line) => string.Join("; ", RuleTestFile.Parse(line).Run(RuleSet.Parse(Rules)).Results[0].Problems);
}
