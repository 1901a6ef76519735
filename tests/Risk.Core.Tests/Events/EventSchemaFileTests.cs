using System.Text;
using System.Text.Json;
using Risk.Events;

namespace Risk.Core.Tests.Events;

public class EventSchemaFileTests
{
    [Fact]
    public void Reads_attributes_and_lists()
    {
        EventSchemaFile file = Parse("""
            {"attributes":[
              {"name":"amount_in_usd","type":"number","min":0,"max":1e6},
              {"name":"card_id","type":"token","key":true},
              {"name":"card_country","type":"country"},
              {"name":"is_new","type":"boolean"}, // a note
              {"name":"at","type":"timestamp"},
              {"name":"::tier::"},
              {"name":"domain","type":"text"},
            ],
            "lists":{"blocked":["a","b"],"bins":[411111,"5"]}}
            """);
        Assert.Equal(7, file.Schema.Count);
        Assert.Equal(new AttributeDefinition("amount_in_usd", AttributeKind.Number) { Minimum = 0, Maximum = 1e6 }, file.Schema[0]);
        Assert.Equal(new AttributeDefinition("card_id", AttributeKind.Token) { IsKey = true }, file.Schema[1]);
        Assert.Equal(new AttributeDefinition("::tier::", AttributeKind.Token) { IsMetadata = true }, file.Schema[5]);
        Assert.Equal(["a", "b"], file.Lists["blocked"]);
        Assert.Equal(["411111", "5"], file.Lists["bins"]);
    }

    [Fact]
    public void Writes_what_it_reads()
    {
        EventSchemaFile file = new(
            new EventSchema(
            [
                .. EventSamples.Schema.Attributes,
                new AttributeDefinition("bounded", AttributeKind.Number) { Minimum = -1.5, Maximum = 2 },
                new AttributeDefinition("plain_metadata", AttributeKind.Token) { IsMetadata = true },
            ]),
            new Dictionary<string, IReadOnlyList<string>> { ["b"] = ["x"], ["a"] = [] });
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            file.WriteJson(writer);
        }

        EventSchemaFile read = EventSchemaFile.Parse(buffer.ToArray());
        Assert.Equal(file.Schema.Attributes, read.Schema.Attributes);
        Assert.Equal(file.Schema.Fingerprint, read.Schema.Fingerprint);
        Assert.Equal(["a", "b"], read.Lists.Keys.Order());
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Parse("""
            {"atributes":1,"attributes":[
              {"name":"a","type":"numbr"},
              {"name":"a","type":"number"},
              {"type":"text"},
              {"name":"b","type":"text","min":1},
              {"name":"c","type":"number","min":2,"max":1,"kee":true},
              {"name":"d:e","type":"number"},
              {"name":"f"},
              3],
            "lists":{"x":5,"y":[true]}}
            """));
        string[] expected =
        [
            "error RE003: unknown key 'atributes'. (at schema.atributes)\n    did you mean 'attributes'?",
            "error RE004: 'numbr' is no type of attribute. (at schema.attributes[0].type)\n    did you mean 'number'?",
            "error RE006: the attribute 'a' is defined before, at schema.attributes[0]. (at schema.attributes[1])\n    rename or remove one",
            "error RE005: the attribute has no name. (at schema.attributes[2])\n    give a name such as \"amount_in_usd\"",
            "error RE007: only a number has bounds. (at schema.attributes[3])\n    remove 'min' and 'max'",
            "error RE003: unknown key 'kee'. (at schema.attributes[4].kee)\n    did you mean 'key'?",
            "error RE007: 'min' is above 'max'. (at schema.attributes[4])\n    swap them",
            "error RE009: the name 'd:e' can't be written between colons in a rule. (at schema.attributes[5])\n    use letters, digits, '_' and '.', or '::key::' for metadata",
            "error RE004: the attribute has no type. (at schema.attributes[6])\n    give one of number, text, token, country, boolean, timestamp",
            "error RE003: must be an object, not a number. (at schema.attributes[7])",
            "error RE008: must be an array of texts. (at schema.lists.x)",
            "error RE008: must be a text. (at schema.lists.y[0])",
        ];
        Assert.Equal(expected, problem.Diagnostics.Select(static diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("{}", "RE003")]
    [InlineData("[]", "RE003")]
    [InlineData("{\"attributes\":{}}", "RE003")]
    [InlineData("{\"attributes\":[],\"lists\":[]}", "RE008")]
    [InlineData("", "RE001")]
    public void A_text_of_another_shape_is_refused(string json, string code)
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Parse(json));
        Assert.Equal(code, Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Broken_json_is_placed()
    {
        RiskDiagnostic problem = Assert.Single(Assert.Throws<RiskFormatException>(() => Parse("{\"attributes\":\n  [?]}", "schema.json")).Diagnostics);
        Assert.Equal(("RE001", "schema.json", 2, 4), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_so() =>
        Assert.Equal("RE002", Assert.Single(Assert.Throws<RiskFormatException>(() => EventSchemaFile.Load("no/such/schema.json")).Diagnostics).Code);

    [SharedDataFact("rules-workload")]
    public void Reads_the_rules_workload()
    {
        EventSchemaFile file = EventSchemaFile.Load(SharedData.Path("rules-workload", "schema.json"));
        Assert.Equal(40, file.Schema.Count);
        using JsonLinesReader lines = JsonLinesReader.Open(SharedData.Path("rules-workload", "events.jsonl"));
        AttributeRow row = RowText.CreateRow(file.Schema);
        var reader = new JsonEventReader(file.Schema);
        int count = 0;
        while (lines.Read(reader, row))
        {
            count++;
        }

        Assert.Equal(2_000, count);
        Assert.Empty(lines.Problems);
    }

    private static EventSchemaFile Parse(string json, string? file = null) => EventSchemaFile.Parse(Encoding.UTF8.GetBytes(json), file);
}
