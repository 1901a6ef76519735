using Risk.Models;
using Risk.Models.Graph;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Scoring an ONNX model allocates nothing, whichever form it took.</summary>
public class OnnxAllocationTests
{
    public static TheoryData<string> Samples() => new("linear", "network", "linear graph", "network graph", "trees", "trees 5", "wide");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Rows_batches_and_labels_allocate_nothing(string sample)
    {
        IRiskModel model = sample.EndsWith(" graph", StringComparison.Ordinal) ? OnnxGraphs.Load(File(sample).ToBytes()) : RiskModel.Load(File(sample).ToBytes());
        float[] row = new float[model.FeatureCount];
        float[] rows = new float[model.FeatureCount * 5];
        float[] outputs = new float[model.OutputCount];
        float[] batch = new float[model.OutputCount * 5];
        AllocationAssert.None(() => model.Predict(row, outputs));
        AllocationAssert.None(() => model.PredictBatch(rows, batch));
        if (ModelLabels.AreGivenBy(model))
        {
            AllocationAssert.None(() => ModelLabels.Predict(model, row));
        }
    }

    [Fact]
    public void Space_beyond_the_stack_is_leased()
    {
        var model = Assert.IsType<GraphModel>(RiskModel.Load(File("wide").ToBytes()));
        Assert.True(model.Info.MemoryBytes > 16 << 10);
    }

    private static OnnxFile File(string sample) => sample switch
    {
        "linear" or "linear graph" => OnnxSamples.LinearPipeline(),
        "network" or "network graph" => OnnxSamples.Network(),
        "trees" => OnnxSamples.Trees(),
        "trees 5" => OnnxSamples.TreesVersion5(),
        _ => new OnnxFile().Input("x", OnnxSamples.Rows, 4_000).Node("Relu", "x", "a").Node("Tanh", "a", "b").Node("Add", "a b", "c").Node("Softmax", "c", "y")
            .Output("y", OnnxSamples.Rows, 4_000),
    };
}
