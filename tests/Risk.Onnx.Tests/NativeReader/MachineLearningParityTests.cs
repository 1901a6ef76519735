namespace Risk.Onnx.Tests.NativeReader;

/// <summary>Each operator of ai.onnx.ml but trees, over random rows, against ONNX Runtime.</summary>
public class MachineLearningParityTests
{
    private const int Rows = -1;
    private const string Ml = "ai.onnx.ml.";

    [Fact]
    public void Scaler() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3).Node(Ml + "Scaler", "x", "s", ("offset", new[] { 1f, -2, 1e6f }), ("scale", new[] { 0.5f, 3, 1e-6f }))
            .Node(Ml + "Scaler", "s", "y", ("offset", new[] { 0.1f }), ("scale", new[] { 7f })).Output("y", Rows, 3),
        NativeParity.Rows(1, 30, 3, withNaN: true));

    [Fact]
    public void Scaler_of_doubles() => NativeParity.Check(
        new OnnxFile().InputOf(OnnxTensor.Double, "x", Rows, 2).Node(Ml + "Scaler", "x", "y", ("offset", new[] { 1f, -2 }), ("scale", new[] { 0.1f, 3 })).Output("y", Rows, 2),
        NativeParity.Rows(2, 30, 2));

    [Theory]
    [InlineData("MAX")]
    [InlineData("L1")]
    [InlineData("L2")]
    public void Normalizer(string norm) => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 4).Node(Ml + "Normalizer", "x", "y", ("norm", norm)).Output("y", Rows, 4),
        [.. NativeParity.Rows(3, 30, 4), [0, 0, 0, 0], [-1, -2, -3, 0], [-1, -2, -3, -4], [0, 0, 2, -2]]);

    [Fact]
    public void Imputer_of_NaN() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3)
            .Node(Ml + "Imputer", "x", "y", ("imputed_value_floats", new[] { 1f, 2, 3 }), ("replaced_value_float", float.NaN)).Output("y", Rows, 3),
        NativeParity.Rows(4, 30, 3, withNaN: true));

    [Fact]
    public void Imputer_of_a_number() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3)
            .Node(Ml + "Imputer", "x", "y", ("imputed_value_floats", new[] { 9f }), ("replaced_value_float", 0f)).Output("y", Rows, 3),
        [.. NativeParity.Rows(5, 30, 3, withNaN: true), [0, -0f, 1]]);

    [Fact]
    public void Binarizer_is_strict() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3).Node(Ml + "Binarizer", "x", "y", ("threshold", 0.25f)).Output("y", Rows, 3), NativeParity.Rows(6, 30, 3));

    [Fact]
    public void One_hot_of_numbers() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 2).Constant("k", OnnxTensor.Of([2f])).Node("Mul", "x k", "z")
            .Node(Ml + "OneHotEncoder", "z", "h", ("cats_int64s", new long[] { 0, 1, -1, 3, 2 }), ("zeros", 1)).Node("Flatten", "h", "y").Output("y", Rows, 10),
        NativeParity.Rows(7, 40, 2));

    [Fact]
    public void Vectors_are_cut_and_filled() => NativeParity.Check(
        new OnnxFile().Input("a", Rows, 2).Input("b", Rows, 3)
            .Node(Ml + "FeatureVectorizer", "a b", "y", ("inputdimensions", new long[] { 3, 2 })).Output("y", Rows, 5),
        NativeParity.Rows(8, 10, 5),
        2,
        3);

    [Fact]
    public void Labels_are_looked_up() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3).Node("ArgMax", "x", "i", ("axis", 1), ("keepdims", 0))
            .Node(Ml + "LabelEncoder", "i", "label", ("keys_int64s", new long[] { 0, 1 }), ("values_strings", new[] { "low", "high" }), ("default_string", "other"))
            .Node("Identity", "x", "y").OutputOf(OnnxTensor.Text, "label", Rows).Output("y", Rows, 3),
        NativeParity.Rows(9, 30, 3));

    [Fact]
    public void Numbers_are_encoded() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3).Node("Round", "x", "r")
            .Node(Ml + "LabelEncoder", "r", "y", ("keys_floats", new[] { 0f, 1, -1, float.NaN }), ("values_floats", new[] { 10f, 11, 9, 8 }), ("default_float", -5f)).Output("y", Rows, 3),
        NativeParity.Rows(10, 40, 3));

    [Fact]
    public void Numbers_are_encoded_by_tensors() => NativeParity.Check(
        new OnnxFile(machineLearning: 4).Input("x", Rows, 3).Node("Round", "x", "r")
            .Node(
                Ml + "LabelEncoder",
                "r",
                "y",
                ("keys_tensor", OnnxTensor.Of([0f, 1, -1, float.NaN], 4)),
                ("values_tensor", OnnxTensor.Of([10f, 11, 9, 8], 4)),
                ("default_tensor", OnnxTensor.Of([-5f], 1)))
            .Output("y", Rows, 3),
        NativeParity.Rows(11, 40, 3, withNaN: true));

    [Fact]
    public void Labels_by_position() => NativeParity.Check(
        new OnnxFile().Input("x", Rows, 3).Constant("classes", OnnxTensor.Of([7L, 8, 9], 3)).Constant("s", OnnxTensor.Of([-1L], 1))
            .Node("ArgMax", "x", "i", ("axis", 1)).Node(Ml + "ArrayFeatureExtractor", "classes i", "a").Node("Reshape", "a s", "label")
            .Node("Identity", "x", "y").OutputOf(OnnxTensor.Int64, "label", Rows).Output("y", Rows, 3),
        NativeParity.Rows(12, 30, 3));

    [Theory]
    [InlineData("NONE")]
    [InlineData("LOGISTIC")]
    [InlineData("SOFTMAX")]
    [InlineData("SOFTMAX_ZERO")]
    [InlineData("PROBIT")]
    public void Linear_regressor(string transform)
    {
        foreach (int targets in (int[])[1, 3])
        {
            NativeParity.Check(
                new OnnxFile().Input("x", Rows, 4)
                    .Node(
                        Ml + "LinearRegressor",
                        "x",
                        "y",
                        ("coefficients", Small(13, targets * 4)),
                        ("intercepts", Enumerable.Repeat(0.4f, targets).ToArray()),
                        ("targets", targets),
                        ("post_transform", transform))
                    .Output("y", Rows, targets),
                NativeParity.Rows(14, 30, 4),
                transform == "PROBIT" ? NativeParity.ProbitTolerance : NativeParity.Tolerance);
        }
    }

    [Theory]
    [InlineData("NONE", 1, 2)]
    [InlineData("LOGISTIC", 1, 2)]
    [InlineData("SOFTMAX", 1, 2)]
    [InlineData("SOFTMAX_ZERO", 1, 2)]
    [InlineData("NONE", 2, 2)]
    [InlineData("LOGISTIC", 2, 2)]
    [InlineData("SOFTMAX", 2, 2)]
    [InlineData("SOFTMAX_ZERO", 2, 2)]
    [InlineData("NONE", 4, 4)]
    [InlineData("LOGISTIC", 4, 4)]
    [InlineData("SOFTMAX", 4, 4)]
    [InlineData("PROBIT", 4, 4)]
    public void Linear_classifier(string transform, int sums, int classes)
    {
        foreach (bool texts in (bool[])[false, true])
        {
            (string, object) labels = texts
                ? ("classlabels_strings", Enumerable.Range(0, classes).Select(i => $"class {i}").ToArray())
                : ("classlabels_ints", Enumerable.Range(0, classes).Select(i => 5L + i).ToArray());
            NativeParity.Check(
                new OnnxFile().Input("x", Rows, 4)
                    .Node(
                        Ml + "LinearClassifier",
                        "x",
                        "label probabilities",
                        ("coefficients", Small(15, sums * 4)),
                        ("intercepts", Small(16, sums)),
                        ("multi_class", 0),
                        ("post_transform", transform),
                        labels)
                    .OutputOf(texts ? OnnxTensor.Text : OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, sums == 1 ? classes : sums),
                NativeParity.Rows(17, 30, 4));
        }
    }

    // PROBIT takes numbers between 0 and 1.
    private static float[] Small(int seed, int count) => [.. NativeParity.Rows(seed, 1, count)[0].Select(value => value / 40)];
}
