using System.Reflection;
using System.Text;
using System.Text.Json;
using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Core.Tests.Features;

/// <summary>The JSON schemas in docs/schemas against the readers: what one takes the other takes.</summary>
public class SchemaFileTests
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void The_pipeline_schema_lists_every_transform_and_parameter() =>
        Snapshot.MatchFile(PipelineSchemaDocument.Write(), "../../docs/schemas/feature-pipeline.schema.json");

    [Fact]
    public void The_card_stream_pipeline_is_valid() =>
        Assert.Empty(Schema("feature-pipeline").Validate(Parse(File.ReadAllText(Sample("card-stream", "pipeline.json")))));

    [Theory]
    [CaseFileData("Features/Transforms.cases")]
    public void Every_transform_case_is_valid(string source, string expected)
    {
        _ = expected;
        Assert.Empty(Schema("feature-pipeline").Validate(Parse(TransformCases.PipelineOf(source))));
    }

    [Theory]
    [InlineData("""{"features":[{"name":"a","input":"x","steps":["lag"]}]}""")]
    [InlineData("""{"features":[{"name":"a","input":"x","transform":"standardize","meen":1}]}""")]
    [InlineData("""{"features":[{"name":"a","input":"x","transform":"hash"}]}""")]
    [InlineData("""{"features":[{"input":"x"}]}""")]
    [InlineData("""{"features":[{"name":"a"}]}""")]
    [InlineData("""{"features":[{"name":"a","input":"x","transform":"polynomial","degree":9}]}""")]
    [InlineData("""{"features":[{"name":"a","input":"x","transform":"one_hot","categories":[true]}]}""")]
    [InlineData("""{"features":[{"name":"a","input":"x"}],"windows":[{"name":"w","key":"c","aggregate":"count","window":"1 day"}]}""")]
    [InlineData("""{"features":[],"version":1}""")]
    [InlineData("""{"features":[{"name":"a","input":"x"}],"version":2}""")]
    public void What_the_reader_refuses_the_pipeline_schema_refuses(string json)
    {
        Assert.NotEmpty(Schema("feature-pipeline").Validate(Parse(json)));
        var schema = new EventSchema([new("x", AttributeKind.Number), new("c", AttributeKind.Token)]);
        Assert.Throws<RiskFormatException>(() => FeaturePipeline.Parse(Encoding.UTF8.GetBytes(json), schema));
    }

    [Fact]
    public void The_card_stream_schema_is_valid() =>
        Assert.Empty(Schema("event-schema").Validate(Parse(File.ReadAllText(Sample("card-stream", "schema.json")))));

    [Theory]
    [InlineData("""{"attributes":[{"name":"::tier::"},{"name":"m","metadata":true}],"lists":{"a":["b",1]}}""", true)]
    [InlineData("""{"$schema":"s.json","attributes":[{"name":"a","type":"number","min":0,"max":1,"key":false}]}""", true)]
    [InlineData("""{"attributes":[{"name":"a"}]}""", false)]
    [InlineData("""{"attributes":[{"name":"a","type":"float"}]}""", false)]
    [InlineData("""{"attributes":[{"name":"","type":"text"}]}""", false)]
    [InlineData("""{"attributes":[],"lists":{"a":[true]}}""", false)]
    [InlineData("""{"attribute":[]}""", false)]
    public void The_event_schema_and_its_reader_agree(string json, bool isValid)
    {
        Assert.Equal(isValid, Schema("event-schema").Validate(Parse(json)).Count == 0);
        Assert.Equal(isValid, Record.Exception(() => EventSchemaFile.Parse(Encoding.UTF8.GetBytes(json))) is null);
    }

    [Fact]
    public void Every_diagnostic_has_a_section_in_the_docs()
    {
        string docs = File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "diagnostics", "features.md"));
        string[] codes = [.. typeof(FeatureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        Assert.All(codes, code => Assert.Contains($"\n## {code}\n", docs, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_transform_has_a_row_in_the_docs_and_a_case()
    {
        string docs = File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "features.md"));
        string cases = File.ReadAllText(Path.Combine(TestProject.DirectoryOf(typeof(SchemaFileTests).Assembly), "Features", "Transforms.cases"));
        Assert.All(TransformCatalog.Names, name => Assert.Contains($"`{name}`", docs, StringComparison.Ordinal));
        Assert.All(TransformCatalog.Names, name => Assert.Contains($"\"{name}\"", cases, StringComparison.Ordinal));
    }

    private static JsonSchema Schema(string name) =>
        new(Parse(File.ReadAllText(Path.Combine(TestProject.RepositoryRoot, "docs", "schemas", name + ".schema.json"))));

    private static string Sample(string folder, string file) => Path.Combine(TestProject.RepositoryRoot, "samples", "data", folder, file);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json, Options).RootElement;
}
