using Risk.Models;

namespace Risk.Onnx.Tests.NativeReader;

/// <summary>Each operator of ai.onnx over random rows, against ONNX Runtime.</summary>
public class OperatorParityTests
{
    private const int Rows = -1;

    [Theory]
    [InlineData("Abs")]
    [InlineData("Neg")]
    [InlineData("Exp")]
    [InlineData("Relu")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("Sqrt")]
    [InlineData("Log")]
    [InlineData("Reciprocal")]
    [InlineData("Floor")]
    [InlineData("Ceil")]
    [InlineData("Round")]
    [InlineData("Sign")]
    [InlineData("Erf")]
    [InlineData("Elu")]
    [InlineData("Selu")]
    [InlineData("LeakyRelu")]
    [InlineData("HardSigmoid")]
    [InlineData("Identity")]
    public void Functions_of_one_value(string name) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 37).Node(name, "x", "y").Output("y", Rows, 37),
        [.. NativeParity.Rows(1, 40, 37), Special(37)]);

    [Theory]
    [InlineData("Relu")]
    [InlineData("Clip")]
    [InlineData("Sigmoid")]
    [InlineData("Abs")]
    public void Functions_of_NaN(string name) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 7).Constant("low", Scalar(-0.5f)).Constant("high", Scalar(0.5f))
            .Node(name, name == "Clip" ? "x low high" : "x", "y").Output("y", Rows, 7),
        NativeParity.Rows(2, 20, 7, withNaN: true));

    [Theory]
    [InlineData("Elu", "alpha", 0.3f)]
    [InlineData("LeakyRelu", "alpha", 0.2f)]
    [InlineData("Selu", "gamma", 1.5f)]
    [InlineData("HardSigmoid", "alpha", 0.7f)]
    public void Parameters_of_functions(string name, string attribute, float value) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 5).Node(name, "x", "y", (attribute, value)).Output("y", Rows, 5), NativeParity.Rows(3, 20, 5));

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("Pow")]
    public void Operations_on_two_values_broadcast(string name)
    {
        foreach (int[] shape in (int[][])[[], [1], [6], [1, 6], [1, 1]])
        {
            int length = shape.Aggregate(1, (product, size) => product * size);
            float[] constants = [.. NativeParity.Rows(4, 1, length)[0].Select(value => value + 2)];
            OnnxFile right = new OnnxFile().Input("x", Rows, 6).Constant("c", OnnxTensor.Of(constants, shape)).Node("Abs", "x", "a").Node(name, "a c", "y");
            NativeParity.Check(right.Output("y", Rows, 6), NativeParity.Rows(5, 20, 6));
            OnnxFile left = new OnnxFile().Input("x", Rows, 6).Constant("c", OnnxTensor.Of(constants, shape)).Node(name, "c x", "y");
            NativeParity.Check(left.Output("y", Rows, 6), NativeParity.Rows(6, 20, 6));
        }
    }

    [Theory]
    [InlineData(2f)]
    [InlineData(3f)]
    [InlineData(0.5f)]
    [InlineData(-1f)]
    [InlineData(-2.5f)]
    [InlineData(0f)]
    [InlineData(7f)]
    public void Powers(float exponent) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 9).Constant("e", Scalar(exponent)).Node("Pow", "x e", "y").Output("y", Rows, 9),
        [.. NativeParity.Rows(7, 30, 9), Special(9)]);

    [Theory]
    [InlineData("Less")]
    [InlineData("LessOrEqual")]
    [InlineData("Greater")]
    [InlineData("GreaterOrEqual")]
    [InlineData("Equal")]
    public void Comparisons_choose(string name) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 5).Constant("c", Scalar(0.25f)).Constant("z", OnnxTensor.Of([9f, 8, 7, 6, 5], 5))
            .Node(name, "x c", "b").Node("Not", "b", "n").Node("Or", "b n", "o").Node("And", "o n", "a").Node("Where", "a x z", "y").Output("y", Rows, 5),
        NativeParity.Rows(8, 40, 5, withNaN: true));

    [Fact]
    public void Several_values() => NativeParity.Check(
        new OnnxFile().Input("a", Rows, 4).Input("b", Rows, 4).Input("c", Rows, 1)
            .Node("Sum", "a b c", "s").Node("Max", "a b c", "m").Node("Mean", "a b", "n").Node("Concat", "s m n", "y", ("axis", 1)).Output("y", Rows, 12),
        NativeParity.Rows(9, 20, 9),
        4,
        4,
        1);

    [Theory]
    [InlineData(11, 1)]
    [InlineData(13, 1)]
    [InlineData(13, -1)]
    public void Softmax(int opset, int axis) => NativeParity.Check(
        new OnnxFile(opset).Input("x", Rows, 5).Node("Softmax", "x", "y", ("axis", axis)).Output("y", Rows, 5), NativeParity.Rows(10, 20, 5));

    [Theory]
    [InlineData(11, 1)]
    [InlineData(11, 2)]
    [InlineData(13, 1)]
    [InlineData(13, 2)]
    public void Softmax_of_more_axes(int opset, int axis)
    {
        OnnxTensor shape = OnnxTensor.Of([-1L, 3, 4], 3);
        NativeParity.Check(
            new OnnxFile(opset).Input("x", Rows, 12).Constant("s", shape).Node("Reshape", "x s", "r").Node("Softmax", "r", "z", ("axis", axis))
                .Node("LogSoftmax", "z", "l", ("axis", axis)).Node("Flatten", "l", "y").Output("y", Rows, 12),
            NativeParity.Rows(11, 20, 12));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 4)]
    [InlineData(16, 16)]
    [InlineData(33, 70)]
    [InlineData(64, 1)]
    [InlineData(100, 130)]
    [InlineData(7, 2)]
    public void Gemm_and_MatMul(int inputs, int outputs)
    {
        float[] weights = NativeParity.Rows(12, 1, inputs * outputs)[0];
        float[] bias = NativeParity.Rows(13, 1, outputs)[0];
        float[][] rows = NativeParity.Rows(14, 20, inputs);

        // Terms of magnitude 1 that cancel: what is left carries the rounding of all of them, in another order there.
        double tolerance = NativeParity.Tolerance * Math.Max(1, Math.Sqrt(inputs) / 2);
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, inputs).Constant("w", OnnxTensor.Of(weights, inputs, outputs)).Constant("b", OnnxTensor.Of(bias, outputs))
                .Node("Gemm", "x w b", "y", ("alpha", 1f), ("beta", 1f)).Output("y", Rows, outputs),
            rows,
            tolerance);
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, inputs).Constant("w", OnnxTensor.Of(weights, outputs, inputs)).Constant("b", OnnxTensor.Of([0.5f], 1))
                .Node("Gemm", "x w b", "y", ("alpha", 0.5f), ("beta", 2f), ("transB", 1)).Output("y", Rows, outputs),
            rows,
            tolerance);
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, inputs).Constant("w", OnnxTensor.Of(weights, inputs, outputs)).Constant("b", OnnxTensor.Of(bias, 1, outputs))
                .Node("MatMul", "x w", "m").Node("Add", "m b", "y").Output("y", Rows, outputs),
            rows,
            tolerance);
    }

    [Fact]
    public void Products_of_computed_matrices() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 12).Constant("s", OnnxTensor.Of([-1L, 3, 4], 3)).Constant("t", OnnxTensor.Of([-1L, 4, 3], 3)).Constant("w", OnnxTensor.Of([1f, -2, 0.5f], 3, 1))
            .Node("Reshape", "x s", "a").Node("Reshape", "x t", "b").Node("MatMul", "a b", "m").Node("MatMul", "m w", "v").Node("Flatten", "v", "y").Output("y", Rows, 3),
        NativeParity.Rows(15, 20, 12));

    [Theory]
    [InlineData("ReduceSum")]
    [InlineData("ReduceMean")]
    [InlineData("ReduceMax")]
    [InlineData("ReduceMin")]
    [InlineData("ReduceProd")]
    [InlineData("ReduceL1")]
    [InlineData("ReduceL2")]
    [InlineData("ReduceSumSquare")]
    [InlineData("ReduceLogSumExp")]
    public void Reductions(string name)
    {
        bool input = name == "ReduceSum";
        (string, object)[] attributes = input ? [("keepdims", 0)] : [("keepdims", 0), ("axes", new long[] { 1 })];
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, 9).Constant("axes", OnnxTensor.Of([1L], 1)).Constant("s", OnnxTensor.Of([-1L, 1], 2))
                .Node(name, input ? "x axes" : "x", "r", attributes).Node("Reshape", "r s", "y").Output("y", Rows, 1),
            NativeParity.Rows(16, 30, 9));
    }

    [Theory]
    [InlineData("ArgMax", 0, 0)]
    [InlineData("ArgMax", 1, 1)]
    [InlineData("ArgMin", 0, 0)]
    public void Positions_of_extremes(string name, int last, int keep) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 5).Node("Round", "x", "r").Node(name, "r", "label", ("axis", 1), ("select_last_index", last), ("keepdims", keep))
            .Node("Identity", "x", "y").OutputOf(OnnxTensor.Int64, "label", Rows).Output("y", Rows, 5),
        NativeParity.Rows(17, 40, 5));

    [Fact]
    public void Slices_splits_and_columns() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 10)
            .Constant("st", OnnxTensor.Of([8L], 1)).Constant("en", OnnxTensor.Of([-9L], 1)).Constant("ax", OnnxTensor.Of([1L], 1)).Constant("sp", OnnxTensor.Of([-3L], 1))
            .Constant("parts", OnnxTensor.Of([2L, 5, 3], 3)).Constant("columns", OnnxTensor.Of([9L, 0, -2], 3))
            .Node("Slice", "x st en ax sp", "a").Node("Split", "x parts", "b c d", ("axis", 1)).Node("Gather", "x columns", "e", ("axis", 1))
            .Node("ai.onnx.ml.ArrayFeatureExtractor", "x columns2", "f").Constant("columns2", OnnxTensor.Of([3L, 3], 2))
            .Node("Concat", "a d b e f c", "y", ("axis", -1)).Output("y", Rows, 18),
        NativeParity.Rows(18, 20, 10));

    [Fact]
    public void Shapes_come_and_go() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 6).Constant("ax", OnnxTensor.Of([2L], 1)).Constant("s", OnnxTensor.Of([0L, 2, -1], 3))
            .Node("Unsqueeze", "x ax", "u").Node("Reshape", "u s", "r").Node("Transpose", "r", "t", ("perm", new long[] { 0, 2, 1 }))
            .Node("Flatten", "t", "f").Node("Unsqueeze", "f ax", "v").Node("Squeeze", "v ax", "y").Output("y", Rows, 6),
        NativeParity.Rows(19, 20, 6));

    [Fact]
    public void Batch_normalization() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 4).Constant("s", OnnxTensor.Of([1f, 2, 0.5f, -1], 4)).Constant("b", OnnxTensor.Of([0f, 1, 2, 3], 4))
            .Constant("m", OnnxTensor.Of([0.1f, -0.2f, 3, 0], 4)).Constant("v", OnnxTensor.Of([1f, 0.5f, 2, 0.01f], 4))
            .Node("BatchNormalization", "x s b m v", "y", ("epsilon", 1e-3f)).Output("y", Rows, 4),
        NativeParity.Rows(20, 20, 4));

    [Fact]
    public void Layer_normalization() => NativeParity.Check(
        new OnnxFile(17).Input("x", Rows, 9).Constant("s", OnnxTensor.Of(NativeParity.Rows(1, 1, 9)[0], 9)).Constant("b", OnnxTensor.Of(NativeParity.Rows(2, 1, 9)[0], 9))
            .Node("LayerNormalization", "x s b", "y").Output("y", Rows, 9),
        NativeParity.Rows(21, 20, 9));

    [Fact]
    public void Casts_cut_fractions_off() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 5).Constant("k", Scalar(3)).Node("Mul", "x k", "z").Node("Cast", "z", "i", ("to", OnnxTensor.Int64)).Node("Cast", "i", "y", ("to", OnnxTensor.Float))
            .Output("y", Rows, 5),
        NativeParity.Rows(22, 20, 5));

    [Fact]
    public void A_graph_in_double() => NativeParity.Check(
        new OnnxFile().InputOf(OnnxTensor.Double, "x", Rows, 4).Constant("w", OnnxTensor.Of([0.1, 0.2, -0.3, 0.4, 1e-3, 7, -2, 0.5], 4, 2)).Constant("b", OnnxTensor.Of([0.25, -1.5], 2))
            .Node("Gemm", "x w b", "m").Node("Tanh", "m", "t").Node("Softmax", "t", "y").OutputOf(OnnxTensor.Double, "y", Rows, 2),
        NativeParity.Rows(23, 20, 4));

    [Fact]
    public void Whole_numbers() => NativeParity.Check(
        new OnnxFile().InputOf(OnnxTensor.Int64, "x", Rows, 4).Constant("c", OnnxTensor.Of([2L, -3, 5, 1], 4))
            .Node("Add", "x c", "a").Node("Mul", "a c", "m").Node("Div", "m c", "d").Node("Sub", "d x", "y").OutputOf(OnnxTensor.Int64, "y", Rows, 4),
        [.. NativeParity.Rows(24, 20, 4).Select(row => row.Select(value => MathF.Round(value * 10)).ToArray())]);

    private static OnnxTensor Scalar(float value) => OnnxTensor.Of([value]);

    private static float[] Special(int width)
    {
        float[] values = [0, -0f, 1, -1, 100, -100, float.PositiveInfinity, float.NegativeInfinity, 1e-20f, -1e-20f];
        return [.. Enumerable.Range(0, width).Select(i => values[i % values.Length])];
    }
}
