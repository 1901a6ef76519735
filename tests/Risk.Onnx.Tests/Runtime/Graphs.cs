namespace Risk.Onnx.Tests.Runtime;

/// <summary>Graphs that several tests use.</summary>
internal static class Graphs
{
    public const int Rows = -1;
    public const string Ml = "ai.onnx.ml.";

    /// <summary>sigmoid(x · (1, -2, 0.5) + 0.25) of any number of rows.</summary>
    public static OnnxFile Logistic() => new OnnxFile().Input("x", Rows, 3)
        .Constant("w", OnnxTensor.Of([1f, -2, 0.5f], 3, 1)).Constant("b", OnnxTensor.Of([0.25f], 1))
        .Node("Gemm", "x w b", "z").Node("Sigmoid", "z", "probability").Output("probability", Rows, 1);

    /// <summary>Something that the native reader does not take: a sine.</summary>
    public static OnnxFile Sine() => new OnnxFile().Input("x", Rows, 2).Node("Sin", "x", "y").Output("y", Rows, 2);

    /// <summary>Fails for every row whose first feature, rounded down, is not 0, 1 or 2.</summary>
    public static OnnxFile FailsForUnknown() => new OnnxFile().InputOf(OnnxTensor.Int64, "x", Rows, 1)
        .Node(Ml + "OneHotEncoder", "x", "h", ("cats_int64s", new long[] { 0, 1, 2 }), ("zeros", 0)).Node("Flatten", "h", "f")
        .Constant("w", OnnxTensor.Of([0.1f, 0.5f, 0.9f], 3, 1)).Node("MatMul", "f w", "probability").Output("probability", Rows, 1);

    /// <summary>A classifier with integer labels and a list of dictionaries, as scikit-learn's exporter makes it.</summary>
    public static OnnxFile ZipMap(bool texts)
    {
        (string, object) labels = texts ? ("classlabels_strings", new[] { "good", "bad" }) : ("classlabels_int64s", new long[] { 0, 1 });
        (string, object) classes = texts ? labels : ("classlabels_ints", new long[] { 0, 1 });
        OnnxFile file = new OnnxFile().Input("x", Rows, 2)
            .Node(
                Ml + "LinearClassifier",
                "x",
                "label scores",
                ("coefficients", new[] { -1f, 0.5f, 1f, -0.5f }),
                ("intercepts", new[] { -0.1f, 0.1f }),
                ("multi_class", 0),
                ("post_transform", "SOFTMAX"),
                classes)
            .Node(Ml + "ZipMap", "scores", "output_probability", labels)
            .OutputOf(texts ? OnnxTensor.Text : OnnxTensor.Int64, "label", Rows);
        byte[] value = OnnxFile.Message(2, OnnxFile.Message(1, OnnxFile.Number(1, OnnxTensor.Float)));
        byte[] map = OnnxFile.Message(5, [.. OnnxFile.Number(1, texts ? OnnxTensor.Text : OnnxTensor.Int64), .. value]);
        byte[] sequence = OnnxFile.Message(4, OnnxFile.Message(1, map));
        return file.GraphField(OnnxFile.Message(12, [.. OnnxFile.Text(1, "output_probability"), .. OnnxFile.Message(2, sequence)]));
    }

    /// <summary>A chain of many multiplications of matrices, which takes a while.</summary>
    public static OnnxFile Slow(int steps, int width)
    {
        float[] ones = new float[width * width];
        Array.Fill(ones, 1f / width);
        OnnxFile file = new OnnxFile().Input("x", Rows, 1).Constant("m", OnnxTensor.Of(ones, width, width)).Node("Mul", "x m", "v0");
        for (int i = 0; i < steps; i++)
        {
            file.Node("MatMul", $"v{i} m", $"v{i + 1}");
        }

        return file.Node("ReduceMean", $"v{steps}", "y", ("axes", new long[] { 0, 1 }), ("keepdims", 1)).Output("y", 1, 1);
    }

    public static byte[] WithExternalData(string location)
    {
        byte[] entry = [.. OnnxFile.Text(1, "location"), .. OnnxFile.Text(2, location)];
        byte[] tensor = [.. OnnxFile.Number(1, 2), .. OnnxFile.Number(2, OnnxTensor.Float), .. OnnxFile.Text(8, "w"), .. OnnxFile.Message(13, entry), .. OnnxFile.Number(14, 1)];
        return new OnnxFile().Input("x", Rows, 2).GraphField(OnnxFile.Message(5, tensor)).Node("Mul", "x w", "y").Output("y", Rows, 2).ToBytes();
    }
}
