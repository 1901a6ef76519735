using System.Text.Json;

namespace Risk.Tool.Tests;

/// <summary>What an analyst is told: the shapes of JSON that scripts keep, exit codes, warnings.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private readonly ToolRunner _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void A_condition_is_evaluated_as_JSON()
    {
        (int code, string output, string error) = ToolRunner.Run(
            "rules", "eval", "--condition", ":amount_in_usd: > 10 and\n not :is_recurring:", "--event", """{"amount_in_usd":11}""", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            {"condition":":amount_in_usd: > 10 and\n not :is_recurring:","truth":"unknown","missing":[":is_recurring:"],"trace":{"text":":amount_in_usd: > 10 and not :is_recurring:","truth":"unknown","start":0,"length":44,"parts":[{"text":":amount_in_usd: > 10","truth":"true","start":0,"length":20,"parts":[{"text":":amount_in_usd:","value":"11","start":0,"length":15,"parts":[]}]},{"text":"not :is_recurring:","truth":"unknown","start":26,"length":18,"parts":[{"text":":is_recurring:","truth":"unknown","start":30,"length":14,"parts":[]}]}]}}

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public void Rules_are_explained_as_JSON()
    {
        string rules = _tool.File("a.rules", "big: Block 10% by :card_fingerprint: if :amount_in_usd: > 100 because 'large' reason 'R1'\nshadow Review if :card_country: = 'US'");

        (int code, string output, string error) = ToolRunner.Run("rules", "explain", rules, "--event", """{"card_country":"DE","amount_in_usd":100}""", "--json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            {"action":"none","rule":null,"challenge":false,"points":0,"rules":[{"rule":"big","line":1,"action":"block","points":0,"shadow":false,"inShare":false,"truth":"false","missing":[],"because":"large","reason":"R1","condition":{"text":":amount_in_usd: > 100","truth":"false","start":40,"length":21,"parts":[{"text":":amount_in_usd:","value":"100","start":40,"length":15,"parts":[]}]}},{"rule":"rule-2","line":2,"action":"review","points":0,"shadow":true,"inShare":true,"truth":"false","missing":[],"because":null,"reason":null,"condition":{"text":":card_country: = 'US'","truth":"false","start":107,"length":21,"parts":[{"text":":card_country:","value":"'DE'","start":107,"length":14,"parts":[]}]}}]}

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public void Mistakes_of_a_condition_stand_under_what_was_typed()
    {
        (int code, string output, string error) = ToolRunner.Run("rules", "eval", "--condition", ":is_recurring: and\n:amount in usd: > 10", "--event", "{}");

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            """
            --condition(2,1): error RR014: an attribute's name has no spaces
               2 | :amount in usd: > 10
                 | ^^^^^^^^^^^^^^^
                 | write ':amount_in_usd:'

            """.ReplaceLineEndings("\n"),
            error);
    }

    [Theory]
    [InlineData("", "--condition is empty")]
    [InlineData("Block if :amount_in_usd: > 5", "takes a condition")]
    [InlineData(":amount_in_usd: > 5; Block if :amount_in_usd: > 5", "takes a condition")]
    public void What_is_no_condition_is_told(string condition, string expected)
    {
        (int code, _, string error) = ToolRunner.Run("rules", "eval", "--condition", condition, "--event", "{}");

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_a_wrong_type_are_warned_of_where_the_rules_read_them()
    {
        string schema = _tool.File("s.json", """{"attributes":[{"name":"a","type":"number"},{"name":"b","type":"boolean"},{"name":"c","type":"timestamp"},{"name":"d","type":"text"},{"name":"unread","type":"number"}]}""");
        const string Source = """{"a":"x","b":"perhaps","c":"2025-13-01","d":[1],"unread":"y","metadata":{"m":{}}}""";

        (int code, string output, string error) = ToolRunner.Run("rules", "eval", "--condition", ":a: > 1 or :b: or age(:c:) > 1 or :d: = 'z'", "--event", Source, "--schema", schema);

        Assert.Equal((0, "unknown\n"), (code, output));
        Assert.Equal(
            """
            --event: warning RE011: 'a' is "x", which is no number; it is taken as missing.
            --event: warning RE011: 'b' is "perhaps", which is no true or false; it is taken as missing.
            --event: warning RE011: 'c' is "2025-13-01", which is no timestamp; it is taken as missing.
            --event: warning RE011: 'd' is [1], which is no text; it is taken as missing.

            """.ReplaceLineEndings("\n"),
            error);
        Assert.Contains("'::m::' is {}", ToolRunner.Run("rules", "eval", "--condition", "::m:: = 'x'", "--event", Source).Error, StringComparison.Ordinal);
        Assert.Empty(ToolRunner.Run("rules", "eval", "--condition", ":amount_in_usd: > 1", "--event", """{"amount_in_usd":""}""").Error);

        string events = _tool.File("e.jsonl", Source);
        string rules = _tool.File("a.rules", "Block if :a: > 1");
        Assert.Contains("e.jsonl(1,1): warning RE011: 'a' is no number", ToolRunner.Run("rules", "run", rules, "--events", events, "--schema", schema).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_may_come_from_a_file()
    {
        string file = _tool.File("e.json", """{"amount_in_usd":11}""");

        Assert.Equal("true\n", ToolRunner.Run("rules", "eval", "--condition", ":amount_in_usd: > 10", "--event", "@" + file).Output);
        Assert.Equal(1, ToolRunner.Run("rules", "eval", "--condition", ":amount_in_usd: > 10", "--event", "@" + file + "x").Code);
    }

    [Theory]
    [InlineData("rules eval --conditon x --event {}", "There is no option '--conditon'; did you mean '--condition'?", "Run 'risk rules eval --help' for usage.")]
    [InlineData("rules eval --condition x --event {} --jsn", "There is no option '--jsn'; did you mean '--json'?", "Run 'risk rules eval --help' for usage.")]
    [InlineData("rules check --schem=s a.rules", "There is no option '--schem=s'; did you mean '--schema'?", "Run 'risk rules check --help' for usage.")]
    [InlineData("rules check --frobnicate", "There is no option '--frobnicate'.", "Run 'risk rules check --help' for usage.")]
    [InlineData("rules run a.rules --event x", "There is no option '--event'; did you mean '--events'?", "Run 'risk rules run --help' for usage.")]
    [InlineData("rules chek a.rules", "There is no command 'chek'; did you mean 'check'?", "Run 'risk rules --help' for usage.")]
    [InlineData("rules xplian a.rules", "There is no command 'xplian'; did you mean 'explain'?", "Run 'risk rules --help' for usage.")]
    [InlineData("rule check a.rules", "There is no command 'rule'; did you mean 'rules'?", "Run 'risk --help' for usage.")]
    [InlineData("rules explain a.rules b.rules --event {}", "There is no argument 'b.rules'.", "Run 'risk rules explain --help' for usage.")]
    [InlineData("rules run a.rules --events e --block-from 5", "--block-from goes with --selection score.", "Run 'risk rules run --help' for usage.")]
    [InlineData("rules run a.rules --events e --selection score --block-from x", "Cannot parse argument 'x' for option '--block-from': a number is expected.", "Run 'risk rules run --help' for usage.")]
    public void Wrong_usage_is_code_2_with_what_was_probably_meant(string arguments, params string[] expected)
    {
        (int code, string output, string error) = ToolRunner.Run(arguments.Split(' '));

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(expected, error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Problems_are_counted_in_words()
    {
        string one = _tool.File("one.rules", "Block if :amount_in_usd: == 5\nReview if :card_contry: = 'DE'");

        Assert.Equal("1 error, 1 warning\n", ToolRunner.Run("rules", "check", one).Output);
        Assert.Contains("did you mean ':card_country:'?", ToolRunner.Run("rules", "check", one).Error, StringComparison.Ordinal);
        Assert.Equal("0 errors, 0 warnings\n", ToolRunner.Run("rules", "check", _tool.File("none.rules", "Block if :amount_in_usd: > 5")).Output);
    }

    [Fact]
    public void A_folder_stands_for_its_rules_files()
    {
        _tool.File("folder/a.rules", "Block if :amount_in_usd: == 5");
        _tool.File("folder/deeper/b.rules", "block if :amount_in_usd: > 5");
        _tool.File("folder/c.txt", "no rules");

        Assert.Equal("1 error, 0 warnings\n", ToolRunner.Run("rules", "check", _tool.Path("folder")).Output);

        // What is wrong with one file does not keep the others from being formatted.
        (int code, string output, string error) = ToolRunner.Run("rules", "format", _tool.Path("folder"));
        Assert.Equal(1, code);
        Assert.Equal("b.rules", Path.GetFileName(output.TrimEnd()));
        Assert.Contains("a.rules(1,26): error RR", error, StringComparison.Ordinal);
        Assert.Equal("Block if :amount_in_usd: > 5\n", File.ReadAllText(_tool.Path("folder/deeper/b.rules")));

        Directory.CreateDirectory(_tool.Path("nothing"));
        Assert.Equal(1, ToolRunner.Run("rules", "check", _tool.Path("nothing")).Code);
        Assert.Contains("it is a folder", ToolRunner.Run("rules", "explain", _tool.Path("folder"), "--event", "{}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_rules_stand_under_their_line_whatever_the_command()
    {
        string rules = _tool.File("a.rules", "Block if :amount_in_usd: == 5");
        string events = _tool.File("e.jsonl", "{}");
        foreach (string[] arguments in (string[][])[["check", rules], ["format", rules], ["run", rules, "--events", events], ["explain", rules, "--event", "{}"], ["test", rules]])
        {
            (int code, _, string error) = ToolRunner.Run(["rules", .. arguments]);

            Assert.Equal(1, code);
            Assert.Contains("   1 | Block if :amount_in_usd: == 5\n     |                          ^^\n", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void JSON_of_every_command_is_one_document()
    {
        string rules = _tool.File("a.rules", "Block if :amount_in_usd: > 5");
        _tool.File("a.tests.jsonl", """{"event":{"amount_in_usd":6},"action":"block"}""");
        foreach (string[] arguments in (string[][])[["check", rules], ["test", rules], ["explain", rules, "--event", "{}"], ["eval", "--condition", "true", "--event", "{}"]])
        {
            (int code, string output, _) = ToolRunner.Run(["rules", .. arguments, "--json"]);

            Assert.Equal(0, code);
            Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(output).RootElement.ValueKind);
        }
    }
}
