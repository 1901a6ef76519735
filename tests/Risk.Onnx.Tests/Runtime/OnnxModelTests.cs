using Risk.Models;
using Risk.Scoring;

namespace Risk.Onnx.Tests.Runtime;

public class OnnxModelTests
{
    private const int Rows = Graphs.Rows;

    [Fact]
    public void A_row_gives_its_probability()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
        Assert.Equal(3, model.FeatureCount);
        Assert.Equal(1, model.OutputCount);
        Assert.Equal(ModelTask.BinaryClassification, model.Info.Task);
        Assert.Equal("onnx-runtime", model.Info.Kind);
        Assert.Equal("it was asked for", model.Info.EngineReason);
        Assert.NotNull(model.Info.Fingerprint);
        Tolerance.AssertWithin(1 / (1 + Math.Exp(-(1 - 4 + 1.5 + 0.25))), Predict(model, 1, 2, 3)[0], 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dictionaries_of_probabilities_are_unwrapped(bool texts)
    {
        using OnnxModel model = OnnxModel.Load(Graphs.ZipMap(texts).ToBytes());
        IRiskModel native = RiskModel.Load(Graphs.ZipMap(texts).ToBytes());
        Assert.Equal(1, model.OutputCount);
        Assert.Equal(texts ? ["good", "bad"] : ["0", "1"], model.Info.Labels);
        Assert.Equal(native.Info.Labels, model.Info.Labels);
        foreach (float[] row in NativeReader.NativeParity.Rows(3, 50, 2))
        {
            float[] expected = new float[1];
            native.Predict(row, expected);
            Tolerance.AssertWithin(expected, Predict(model, row), 1e-6);
            Assert.Equal(ModelLabels.Predict(native, row), model.PredictLabel(row));
        }

        // Whether the dictionary's two probabilities add up is the file's affair; that both can be had is ours.
        using OnnxModel both = OnnxModel.Load(Graphs.ZipMap(texts).ToBytes(), options: new OnnxModelOptions { ProbabilityOutput = "output_probability" });
        Assert.Equal(1, both.OutputCount);
    }

    [Fact]
    public void Inputs_lie_side_by_side_in_the_order_of_the_file()
    {
        OnnxFile file = new OnnxFile().Input("a", Rows, 2).InputOf(OnnxTensor.Double, "b", Rows, 1).InputOf(OnnxTensor.Int64, "c", Rows)
            .Node("Cast", "b", "bf", ("to", OnnxTensor.Float)).Node("Cast", "c", "cf", ("to", OnnxTensor.Float)).Constant("axes", OnnxTensor.Of([1L], 1))
            .Node("Unsqueeze", "cf axes", "cc").Node("Concat", "a bf cc", "y", ("axis", 1)).Output("y", Rows, 4);
        using OnnxModel model = OnnxModel.Load(file.ToBytes(), options: new OnnxModelOptions { BatchRows = 4 });
        Assert.Equal(["a[0]", "a[1]", "b", "c"], model.Info.FeatureNames);
        Assert.Equal([1, 2, 3.5f, 4], Predict(model, 1, 2, 3.5f, 4.75f));
        float[] outputs = new float[12];
        model.PredictBatch([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], outputs);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], outputs);
    }

    [Fact]
    public void Doubles_lose_nothing()
    {
        OnnxFile file = new OnnxFile().InputOf(OnnxTensor.Double, "x", Rows, 2).Node("Neg", "x", "y").OutputOf(OnnxTensor.Double, "y", Rows, 2);
        using OnnxModel model = OnnxModel.Load(file.ToBytes());
        Assert.True(model.Info.PrefersDouble);
        double[] outputs = new double[2];
        model.Predict([0.1, 1e300], outputs);
        Assert.Equal([-0.1, -1e300], outputs);
        Assert.Equal([-0.1f, -3], Predict(model, 0.1f, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public void A_batch_gives_what_its_rows_give(int batchRows)
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes(), options: new OnnxModelOptions { BatchRows = batchRows });
        for (int count = 0; count < 150; count += 1 + (count / 10))
        {
            float[] rows = [.. NativeReader.NativeParity.Rows(count + 1, count, 3).SelectMany(static row => row)];
            float[] outputs = new float[count];
            model.PredictBatch(rows, outputs);
            for (int row = 0; row < count; row++)
            {
                float expected = Predict(model, rows[(row * 3)..((row * 3) + 3)])[0];
                Tolerance.AssertWithin(expected, outputs[row], batchRows == 1 ? 0 : 1e-6);
            }
        }
    }

    [Fact]
    public void A_file_of_a_fixed_number_of_rows_scores_one_at_a_time()
    {
        OnnxFile file = new OnnxFile().Input("x", 4, 2).Node("Neg", "x", "y").Output("y", 4, 2);
        using OnnxModel model = OnnxModel.Load(file.ToBytes(), options: new OnnxModelOptions { BatchRows = 64 });
        Assert.Equal([-1, -2], Predict(model, 1, 2));
        float[] outputs = new float[6];
        model.PredictBatch([1, 2, 3, 4, 5, 6], outputs);
        Assert.Equal([-1, -2, -3, -4, -5, -6], outputs);
    }

    [Fact]
    public void A_list_is_one_row()
    {
        OnnxFile file = new OnnxFile().Input("x", 3).Node("Neg", "x", "y").Output("y", 3);
        using OnnxModel model = OnnxModel.Load(file.ToBytes());
        Assert.Equal([-1, -2, -3], Predict(model, 1, 2, 3));
    }

    [Fact]
    public void Rows_of_more_dimensions_are_flat()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 2, 3).Constant("axes", OnnxTensor.Of([2L], 1))
            .Node("ReduceSum", "x axes", "y", ("keepdims", 0)).Output("y", Rows, 2);
        using OnnxModel model = OnnxModel.Load(file.ToBytes());
        Assert.Equal(6, model.FeatureCount);
        Assert.Equal([6, 15], Predict(model, 1, 2, 3, 4, 5, 6));
    }

    [Fact]
    public void Outputs_can_be_chosen()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 2).Node("Sigmoid", "x", "first").Node("Neg", "x", "second")
            .Node("ArgMax", "x", "one", ("axis", 1), ("keepdims", 0)).Node("ArgMin", "x", "two", ("axis", 1), ("keepdims", 0))
            .Output("first", Rows, 2).Output("second", Rows, 2).OutputOf(OnnxTensor.Int64, "one", Rows).OutputOf(OnnxTensor.Int64, "two", Rows);
        using OnnxModel model = OnnxModel.Load(file.ToBytes(), options: new OnnxModelOptions { ProbabilityOutput = "second", LabelOutput = "two" });
        Assert.Equal([-5f], Predict(model, 3, 5));
        Assert.Equal("0", model.PredictLabel([3, 5]));
    }

    [Fact]
    public void A_wrong_length_is_the_callers_mistake()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
        Assert.Throws<ArgumentException>(() => model.Predict([1f, 2], new float[1]));
        Assert.Throws<ArgumentException>(() => model.Predict([1f, 2, 3], new float[2]));
        Assert.Throws<ArgumentException>(() => model.PredictBatch([1f, 2, 3, 4], new float[1]));
        Assert.Throws<InvalidOperationException>(() => model.PredictLabel([1f, 2, 3]));
    }

    [Fact]
    public void A_call_that_fails_gives_NaN_and_the_next_one_works()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.FailsForUnknown().ToBytes());
        Assert.Equal(0.5f, Predict(model, 1)[0]);
        float[] outputs = [7];
        Assert.Equal(DecisionFlags.ModelFailed, model.TryPredict([9], outputs));
        Assert.True(float.IsNaN(outputs[0]));
        Assert.Equal(1, model.FailedCalls);
        Assert.Equal(0, model.StoppedCalls);
        Assert.NotNull(model.LastFailure);
        Assert.Equal(0.9f, Predict(model, 2)[0]);
    }

    [Fact]
    public void A_scorer_marks_what_failed_and_what_stood_in()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.FailsForUnknown().ToBytes());
        VectorScorer alone = RiskScorer.ForVectors(model).UsePolicy(policy => policy.Block(85).Fallback(RiskAction.Review)).Build();
        RiskDecision failed = alone.Score([9f]);
        Assert.Equal(RiskAction.Review, failed.Action);
        Assert.Equal(DecisionFlags.ModelFailed | DecisionFlags.FallbackUsed, failed.Flags);
        Assert.Equal(RiskAction.Block, alone.Score([2f]).Action);
        Assert.Equal(DecisionFlags.None, alone.Score([2f]).Flags);

        using OnnxModel constant = OnnxModel.Load(new OnnxFile().Input("x", Rows, 1).Node("Sigmoid", "x", "p").Output("p", Rows, 1).ToBytes());
        VectorScorer guarded = RiskScorer.ForVectors(new FallbackModel(model, constant)).UsePolicy(policy => policy.Block(85)).Build();
        RiskDecision stoodIn = guarded.Score([9f]);
        Assert.Equal(DecisionFlags.FallbackUsed, stoodIn.Flags);
        Assert.Equal(RiskAction.Block, stoodIn.Action);
        Assert.Equal(DecisionFlags.None, guarded.Score([0f]).Flags);
    }

    [Fact]
    public void A_late_call_is_stopped_and_marked()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Slow(steps: 150, width: 320).ToBytes(), options: new OnnxModelOptions { Deadline = TimeSpan.FromMilliseconds(2) });

        // On a crowded machine the watch may come late; every call is far longer than the deadline, so one of the first is stopped.
        DecisionFlags flags = DecisionFlags.None;
        float[] outputs = new float[1];
        for (int i = 0; i < 50 && flags == DecisionFlags.None; i++)
        {
            flags = model.TryPredict([1], outputs);
        }

        Assert.Equal(DecisionFlags.ModelFailed | DecisionFlags.Degraded, flags);
        Assert.True(float.IsNaN(outputs[0]));
        Assert.Equal(1, model.StoppedCalls);
        Assert.Contains("deadline", model.LastFailure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_in_time_is_not_stopped()
    {
        using OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes(), options: new OnnxModelOptions { Deadline = TimeSpan.FromMinutes(5) });
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(float.IsNaN(Predict(model, i, 2, 3)[0]));
        }

        Assert.Equal(0, model.FailedCalls);
    }

    [Fact]
    public void A_disposed_model_fails_without_throwing()
    {
        OnnxModel model = OnnxModel.Load(Graphs.Logistic().ToBytes());
        Predict(model, 1, 2, 3);
        model.Dispose();
        model.Dispose();
        Assert.True(model.IsReleased);
        float[] outputs = new float[1];
        Assert.Equal(DecisionFlags.ModelFailed, model.TryPredict([1, 2, 3], outputs));
        Assert.True(float.IsNaN(outputs[0]));
    }

    private static float[] Predict(OnnxModel model, params float[] row)
    {
        float[] outputs = new float[model.OutputCount];
        Assert.Equal(DecisionFlags.None, model.TryPredict(row, outputs));
        return outputs;
    }
}
