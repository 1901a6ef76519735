using System.Globalization;
using System.Text;
using Risk.Features;

namespace Risk.Core.Tests.Features;

/// <summary>What the reader of pipelines says about files that are wrong, and where: everything at once.</summary>
public class PipelineProblemCases
{
    private const string Attributes = """
        "attributes":[{"name":"amount","type":"number"},{"name":"brand","type":"text"},{"name":"at","type":"timestamp"}]
        """;

    // A case is the elements of "features"; what is expected is a problem a line: code, feature, message, suggestion.
    [Theory]
    [CaseFileData("Features/PipelineProblems.cases")]
    public void Are_all_reported_with_their_places(string source, string expected, int line)
    {
        string json = $$"""{{{Attributes.Trim()}},"features":[{{source}}]}""";
        RiskFormatException error = Assert.Throws<RiskFormatException>(() => FeaturePipeline.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.All(error.Diagnostics, d => Assert.True(d.Line > 0 && d.Column > 0, d.ToString()));
        string actual = string.Join('\n', error.Diagnostics.Select(d => string.Create(
            CultureInfo.InvariantCulture, $"{d.Code} {d.Path}: {d.Message}{(d.Suggestion is null ? "" : " " + d.Suggestion)}")));
        Assert.True(expected == actual, $"line {line}: expected\n{expected}\ngot\n{actual}");
    }

    [Fact]
    public void Of_all_parts_of_a_file_come_together()
    {
        const string Json = """
            {"version":1,"attributes":[{"name":"amount","type":"number"}],
             "windows":[{"name":"w","key":"card","aggregate":"count","window":"1h"}],
             "features":[
               {"name":"a","input":"amuont"},
               {"name":"b","input":"amount","transform":"standardise"},
               {"name":"c","input":{"feature":"d"}},
               {"name":"d","input":{"feature":"c"}},
               {"name":"e","input":"amount","transform":"standardize","mean":1,"deviation":0}]}
            """;
        RiskFormatException error = Assert.Throws<RiskFormatException>(() => FeaturePipeline.Parse(Encoding.UTF8.GetBytes(Json)));
        Assert.Equal(
            [("RF015", 2), ("RF005", 4), ("RF004", 5), ("RF010", 7), ("RF008", 8)],
            error.Diagnostics.Select(d => (d.Code, d.Line)));
    }
}
