using System.Globalization;
using System.Text;
using Risk.Events;
using Risk.Features;

namespace Risk.Core.Tests.Features;

/// <summary>What every transform gives for usual values and for missing, infinite, invalid and unknown ones, from a table.</summary>
public class TransformCases
{
    private const string Attributes = """
        {"name":"x","type":"number"},{"name":"y","type":"number"},{"name":"z","type":"boolean"},{"name":"s","type":"text"},{"name":"t","type":"text"},
        {"name":"k","type":"token"},{"name":"l","type":"token"},{"name":"c","type":"country"},{"name":"a","type":"timestamp"},{"name":"b","type":"timestamp"},
        {"name":"m","type":"token","metadata":true}
        """;

    // A case is a feature, then the attributes: {"input":"x","steps":["log1p"]} x=1.
    [Theory]
    [CaseFileData("Features/Transforms.cases")]
    public void Gives(string source, string expected, int line)
    {
        FeaturePipeline pipeline = FeaturePipeline.Parse(Encoding.UTF8.GetBytes(PipelineOf(source)));
        foreach (bool useVectors in (bool[])[false, true])
        {
            var builder = new AttributeLayoutBuilder(pipeline.Schema);
            FeatureVectorizer vectorizer = pipeline.Compile(builder, useVectors);
            AttributeRow row = builder.Build().CreateRow();
            foreach (string assignment in source[(source.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = assignment.Split('=', 2);
                Assert.True(row.SetFromText(pipeline.Schema.IndexOf(parts[0]), parts[1].Replace('_', ' ')) && parts[1].Length > 0, assignment);
            }

            foreach (string empty in source[(source.LastIndexOf('}') + 1)..].Split(' ').Where(p => p.EndsWith("=''", StringComparison.Ordinal)))
            {
                row.SetText(pipeline.Schema.IndexOf(empty[..^3]), "");
            }

            float[] features = new float[pipeline.FeatureCount];
            DecisionFlags flags = vectorizer.Transform(row, features);
            string actual = string.Join(' ', features.Select(f => float.IsNaN(f) ? "missing" : f.ToString("R", CultureInfo.InvariantCulture)));
            actual += flags == DecisionFlags.None ? "" : $" ({flags})";
            Assert.True(expected == actual, $"line {line}, vectors {useVectors}: expected {expected}, got {actual}");
        }
    }

    internal static string PipelineOf(string source) =>
        $$"""{"attributes":[{{Attributes}}],"features":[{"name":"f",{{source[1..(source.LastIndexOf('}') + 1)]}}]}""";
}
