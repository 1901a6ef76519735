using Risk.Scoring;

namespace Risk.Onnx.Tests.Runtime;

public class OnnxModelAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_allocates_nothing(bool deadline)
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes(), options: new OnnxModelOptions { Deadline = deadline ? TimeSpan.FromMinutes(1) : null });
        float[] row = [1, 2, 3];
        float[] outputs = new float[1];
        AllocationAssert.None(() => model.Predict(row, outputs));
        double[] wide = [1, 2, 3];
        double[] wideOutputs = new double[1];
        AllocationAssert.None(() => model.Predict(wide, wideOutputs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void A_batch_allocates_nothing(int batchRows)
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes(), options: new OnnxModelOptions { BatchRows = batchRows });
        float[] rows = new float[3 * 37];
        float[] outputs = new float[37];
        AllocationAssert.None(() => model.PredictBatch(rows, outputs), calls: 100, warmUp: 100);
    }

    [Fact]
    public void An_integer_label_and_a_scorer_allocate_nothing()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.ZipMap(texts: false).ToBytes());
        float[] row = [1, 2];
        AllocationAssert.None(() => model.PredictLabel(row));
        VectorScorer scorer = RiskScorer.ForVectors(model).UsePolicy(policy => policy.Block(85)).Build();
        AllocationAssert.None(() => scorer.Score(row));
    }
}
