using Risk.Models;

namespace Risk.Onnx.Tests.Runtime;

/// <summary>Models that only ONNX Runtime runs, inside scorers and bundles, and models that nobody disposes.</summary>
public sealed class OnnxBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risk-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_bundle_may_hold_what_only_the_runtime_takes()
    {
        OnnxFile sine = new OnnxFile().Input("amount", Graphs.Rows, 1).Node("Sin", "amount", "s").Node("Abs", "s", "probability").Output("probability", Graphs.Rows, 1);
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), sine.ToBytes());
        File.WriteAllText(Path.Combine(_folder, "schema.json"), """{"attributes":[{"name":"amount","type":"number"}]}""");
        File.WriteAllText(Path.Combine(_folder, "bundle.json"), """{"name":"b","version":"1","schema":"schema.json","models":[{"file":"model.onnx"}],"policy":{"block":50,"fallback":"review"}}""");
        RiskFormatException refused = Assert.Throws<RiskFormatException>(() => RiskBundle.Load(_folder));
        Assert.Equal("RM045", refused.Diagnostics[0].Code);

        RiskBundle bundle = RiskBundle.Load(_folder, new ModelLoadOptions { Onnx = new OnnxRuntimeReader() });
        Assert.Equal("onnx-runtime", Assert.Single(bundle.Models).Model.Info.Kind);
    }

    [Fact]
    public void A_scorer_takes_a_file()
    {
        string path = Path.Combine(_folder, "sine.onnx");
        File.WriteAllBytes(path, Graphs.Sine().ToBytes());
        var schema = new Events.EventSchema([new("a", Events.AttributeKind.Number), new("b", Events.AttributeKind.Number)]);
        RiskScorer<Events.JsonEvent> scorer = RiskScorer.For(new Events.JsonEventReader(schema))
            .UsePipeline(FeaturePipeline.Build(schema, features => features.AddNumbers("a", "b"))).UseOnnxModel(path).UsePolicy(policy => policy.Block(50)).Build();
        Assert.Equal(RiskAction.Block, scorer.Score(Events.JsonEvent.FromText("""{"a":0,"b":1.5}""")).Action);
    }

    [Fact]
    public void Models_that_nobody_disposes_are_released_by_the_collector()
    {
        for (int i = 0; i < 100; i++)
        {
            Use();
            if (i % 20 == 19)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        static void Use()
        {
            OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
            float[] outputs = new float[1];
            Assert.Equal(DecisionFlags.None, model.TryPredict([1, 2, 3], outputs));
        }
    }
}
