using Risk.Models;
using Risk.Models.Graph;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Operators by hand: small inputs whose results can be worked out on paper, and what is defined here where ONNX Runtime fails.</summary>
public class OnnxOperatorTests
{
    private const int Rows = OnnxSamples.Rows;
    private const string Ml = OnnxSamples.Ml;

    [Theory]
    [InlineData("Relu", new[] { -2f, 3, float.NaN }, new[] { 0f, 3, float.NaN })]
    [InlineData("Abs", new[] { -2f, 3, -0.5f }, new[] { 2f, 3, 0.5f })]
    [InlineData("Neg", new[] { -2f, 3, 0 }, new[] { 2f, -3, -0f })]
    [InlineData("Sqrt", new[] { 4f, 2.25f, 0 }, new[] { 2f, 1.5f, 0 })]
    [InlineData("Exp", new[] { 0f, 1, -1 }, new[] { 1f, 2.7182817f, 0.36787945f })]
    [InlineData("Log", new[] { 1f, 10, 0 }, new[] { 0f, 2.3025851f, float.NegativeInfinity })]
    [InlineData("Sigmoid", new[] { 0f, 2, -2 }, new[] { 0.5f, 0.880797f, 0.11920292f })]
    [InlineData("Tanh", new[] { 0f, 1, -1 }, new[] { 0f, 0.7615942f, -0.7615942f })]
    [InlineData("LeakyRelu", new[] { -2f, 3, 0 }, new[] { -0.02f, 3, 0 })]
    [InlineData("Elu", new[] { -1f, 3, 0 }, new[] { -0.63212055f, 3, 0 })]
    [InlineData("Softplus", new[] { 0f, 100, -100 }, new[] { 0.6931472f, 100, 3.783506E-44f })]
    [InlineData("Softmax", new[] { 0f, 0, 0 }, new[] { 0.33333334f, 0.33333334f, 0.33333334f })]
    [InlineData("Round", new[] { 0.5f, 1.5f, -2.5f }, new[] { 0f, 2, -2 })]
    [InlineData("HardSigmoid", new[] { 0f, 10, -10 }, new[] { 0.5f, 1, 0 })]
    [InlineData("Reciprocal", new[] { 2f, -4, 0 }, new[] { 0.5f, -0.25f, float.PositiveInfinity })]
    [InlineData("Erf", new[] { 0f, 1, -1 }, new[] { 0f, 0.8427008f, -0.8427008f })]
    public void Functions(string name, float[] row, float[] expected)
    {
        IRiskModel model = Load(OnnxSamples.Unary(name, 3));
        float[] outputs = Predict(model, row);
        for (int i = 0; i < expected.Length; i++)
        {
            Ulp.AssertWithin(expected[i], outputs[i], 1, $"{name}({row[i]})");
        }
    }

    [Fact]
    public void A_softmax_of_two_is_the_probability_of_the_second()
    {
        IRiskModel model = Load(OnnxSamples.Unary("Softmax", 2));
        Assert.Equal(ModelTask.BinaryClassification, model.Info.Task);
        Ulp.AssertWithin(0.7310586f, Predict(model, [1, 2])[0], 1);
    }

    [Theory]
    [InlineData("MAX", new[] { -1f, 2, -4 }, new[] { -0.5f, 1, -2 })]
    [InlineData("L1", new[] { -1f, 2, -5 }, new[] { -0.125f, 0.25f, -0.625f })]
    [InlineData("L2", new[] { -3f, 0, 4 }, new[] { -0.6f, 0, 0.8f })]
    [InlineData("MAX", new[] { 0f, 0, -1 }, new[] { 0f, 0, -1 })]
    [InlineData("L1", new[] { 0f, 0, 0 }, new[] { 0f, 0, 0 })]
    [InlineData("L2", new[] { 0f, 0, 0 }, new[] { 0f, 0, 0 })]
    public void Normalizer_leaves_zero_norms_alone(string norm, float[] row, float[] expected) =>
        AssertRow(OnnxSamples.Unary(Ml + "Normalizer", 3, ("norm", norm)), row, expected);

    [Fact]
    public void Binarizer_is_strict_and_passes_NaN_on() =>
        AssertRow(OnnxSamples.Unary(Ml + "Binarizer", 4, ("threshold", 1f)), [1, 1.0000001f, -5, float.NaN], [0, 1, 0, float.NaN]);

    [Fact]
    public void Scaler_takes_the_offset_off_first() =>
        AssertRow(OnnxSamples.Unary(Ml + "Scaler", 2, ("offset", new[] { 1e8f, 1 }), ("scale", new[] { 0.5f, 4 })), [100000008, 3], [4, 8]);

    [Fact]
    public void Imputer_matches_NaN() =>
        AssertRow(
            OnnxSamples.Unary(Ml + "Imputer", 3, ("imputed_value_floats", new[] { 7f, 8, 9 }), ("replaced_value_float", float.NaN)),
            [float.NaN, 1, float.NaN],
            [7, 1, 9]);

    [Fact]
    public void One_hot_gives_zeros_for_what_it_does_not_know() =>
        AssertRow(
            new OnnxFile().Input("x", Rows, 2).Node(Ml + "OneHotEncoder", "x", "h", ("cats_int64s", new long[] { 2, 5 }), ("zeros", 0)).Node("Flatten", "h", "y").Output("y", Rows, 4),
            [5.9f, 3],
            [0, 1, 0, 0]);

    [Fact]
    public void Clip_before_version_11_has_attributes()
    {
        OnnxFile file = new OnnxFile(9).Input("x", Rows, 3).Node("Clip", "x", "y", ("min", -1f), ("max", 2f)).Output("y", Rows, 3);
        AssertRow(file, [-5, 0.5f, 5], [-1, 0.5f, 2]);
    }

    [Fact]
    public void Slice_before_version_10_has_attributes()
    {
        OnnxFile file = new OnnxFile(9).Input("x", Rows, 4).Node("Slice", "x", "y", ("axes", new long[] { 1 }), ("starts", new long[] { 1 }), ("ends", new long[] { -1 })).Output("y", Rows, 2);
        AssertRow(file, [1, 2, 3, 4], [2, 3]);
    }

    [Fact]
    public void Batch_normalization_by_hand() => AssertRow(
        new OnnxFile().Input("x", Rows, 2).Constant("s", OnnxTensor.Of([2f, 1], 2)).Constant("b", OnnxTensor.Of([1f, 0], 2)).Constant("m", OnnxTensor.Of([3f, 0], 2)).Constant("v", OnnxTensor.Of([4f, 1], 2))
            .Node("BatchNormalization", "x s b m v", "y", ("epsilon", 0f)).Output("y", Rows, 2),
        [5, 7],
        [3, 7]);

    [Fact]
    public void Gemm_by_hand() => AssertRow(
        new OnnxFile().Input("x", Rows, 2).Constant("w", OnnxTensor.Of([1f, 2, 3, 4, 5, 6], 3, 2)).Constant("c", OnnxTensor.Of([1f, 1, -1], 3))
            .Node("Gemm", "x w c", "y", ("transB", 1), ("alpha", 2f), ("beta", 10f)).Output("y", Rows, 3),
        [1, -1],
        [8, 8, -12]);

    [Fact]
    public void Constants_are_worked_out_when_the_model_is_loaded()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 2)
            .Node("Constant", "", "c", ("value_floats", new[] { 1f, 4 })).Node("Sqrt", "c", "r").Node("Constant", "", "d", ("value_float", 10f)).Node("Mul", "r d", "k")
            .Node("Add", "x k", "y").Output("y", Rows, 2);
        var model = Assert.IsType<GraphModel>(Load(file));
        Assert.Single(model.Operators);
        Assert.Equal([11f, 22], Predict(model, [1, 2]));
    }

    [Fact]
    public void An_index_outside_its_table_gives_zero()
    {
        OnnxFile file = new OnnxFile().Input("x", Rows, 1).Constant("t", OnnxTensor.Of([5f, 6], 2)).Node("Cast", "x", "i", ("to", OnnxTensor.Int64)).Node("Gather", "t i", "y").Output("y", Rows, 1);
        IRiskModel model = Load(file);
        Assert.Equal([6f], Predict(model, [1]));
        Assert.Equal([6f], Predict(model, [-1]));
        Assert.Equal([0f], Predict(model, [2]));
        Assert.Equal([0f], Predict(model, [float.NaN]));
    }

    [Fact]
    public void Whole_numbers_divide_without_failing()
    {
        OnnxFile file = new OnnxFile().InputOf(OnnxTensor.Int64, "x", Rows, 3).Constant("c", OnnxTensor.Of([0L, 2, -1], 3)).Node("Div", "x c", "y").OutputOf(OnnxTensor.Int64, "y", Rows, 3);
        Assert.Equal([0f, -3, 5], Predict(Load(file), [7, -7, -5]));
    }

    [Fact]
    public void Half_and_typed_tensors_are_read() => AssertRow(
        new OnnxFile().Input("x", Rows, 2).Constant("h", OnnxTensor.Raw(OnnxTensor.Half, [0x00, 0x3E, 0x00, 0xC0], 2)).Constant("t", OnnxTensor.Typed([0.5f, 1], packed: false, 2))
            .Node("Mul", "x h", "m").Node("Add", "m t", "y").Output("y", Rows, 2),
        [2, 3],
        [3.5f, -5]);

    [Fact]
    public void Attributes_may_be_packed()
    {
        byte[] packed = [.. OnnxFile.Text(1, "scale"), .. OnnxFile.Message(7, [0, 0, 0, 0x40, 0, 0, 0x80, 0x40]), .. OnnxFile.Number(20, 6)];
        byte[] node =
        [
            .. OnnxFile.Text(1, "x"), .. OnnxFile.Text(2, "y"), .. OnnxFile.Text(4, "Scaler"), .. OnnxFile.Text(7, "ai.onnx.ml"), .. OnnxFile.Message(5, packed),
            .. OnnxFile.Message(5, [.. OnnxFile.Text(1, "offset"), .. OnnxFile.Single(7, 1), .. OnnxFile.Single(7, 1), .. OnnxFile.Number(20, 6)]),
        ];
        AssertRow(new OnnxFile().Input("x", Rows, 2).GraphField(OnnxFile.Message(1, node)).Output("y", Rows, 2), [2, 3], [2, 8]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(3, 15)]
    [InlineData(4, 16)]
    [InlineData(5, 17)]
    [InlineData(16, 3)]
    [InlineData(64, 64)]
    [InlineData(65, 33)]
    [InlineData(130, 7)]
    public void Dense_sums_have_the_law_of_their_scalar_twin(int outputs, int inputs)
    {
        Random random = new(outputs * 1_000 + inputs);
        float[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)random.NextDouble())];
        float[] row = [.. Enumerable.Range(0, inputs).Select(_ => (float)random.NextDouble())];
        OnnxFile file = new OnnxFile().Input("x", Rows, inputs).Constant("w", OnnxTensor.Of(weights, inputs, outputs)).Constant("b", OnnxTensor.Of(bias, outputs))
            .Node("Gemm", "x w b", "y").Output("y", Rows, outputs);
        float[] actual = Predict(OnnxGraphs.Load(file.ToBytes()), row);
        for (int output = 0; output < outputs; output++)
        {
            float[] column = [.. Enumerable.Range(0, inputs).Select(input => weights[(input * outputs) + output])];
            Ulp.AssertBitEqual(outputs <= 4 ? Folded(row, column) + bias[output] : Sequential(row, column, bias[output]), actual[output], $"output {output}");
        }
    }

    // From the bias on, feature by feature, each product and sum rounded once.
    private static float Sequential(float[] row, float[] weights, float sum)
    {
        for (int i = 0; i < row.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd(row[i], weights[i], sum);
        }

        return sum;
    }

    // Sixteen running sums, halves added until one is left.
    private static float Folded(float[] row, float[] weights)
    {
        float[] sums = new float[16];
        for (int i = 0; i < row.Length; i++)
        {
            sums[i % 16] = MathF.FusedMultiplyAdd(row[i], weights[i], sums[i % 16]);
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
    }

    private static void AssertRow(OnnxFile file, float[] row, float[] expected)
    {
        float[] outputs = Predict(Load(file), row);
        Assert.Equal(expected.Length, outputs.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Ulp.AssertWithin(expected[i], outputs[i], 1, $"output {i}");
        }
    }

    private static IRiskModel Load(OnnxFile file) => RiskModel.Load(file.ToBytes(), "test.onnx");

    private static float[] Predict(IRiskModel model, float[] row)
    {
        float[] outputs = new float[model.OutputCount];
        model.Predict(row, outputs);
        return outputs;
    }
}
