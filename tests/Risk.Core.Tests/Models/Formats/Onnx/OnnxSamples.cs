namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>Small ONNX files of every shape the reader knows.</summary>
internal static class OnnxSamples
{
    public const int Rows = -1;
    public const string Ml = "ai.onnx.ml.";

    /// <summary>y = op(x) over so many features.</summary>
    public static OnnxFile Unary(string name, int features, params (string Name, object Value)[] attributes) =>
        new OnnxFile().Input("x", Rows, features).Node(name, "x", "y", attributes).Output("y", Rows, features);

    /// <summary>Imputer, scaler, linear classifier, normalizer, ZipMap: scikit-learn's logistic regression.</summary>
    public static OnnxFile LinearPipeline() => new OnnxFile().Input("x", Rows, 3)
        .Node(Ml + "Imputer", "x", "filled", ("imputed_value_floats", new[] { 1f, 2, 3 }), ("replaced_value_float", float.NaN))
        .Node(Ml + "Scaler", "filled", "scaled", ("offset", new[] { 1f, 2, 3 }), ("scale", new[] { 0.5f, 1, 2 }))
        .Node(
            Ml + "LinearClassifier",
            "scaled",
            "label scores",
            ("coefficients", new[] { -1f, 0.5f, 0.25f, 1, -0.5f, -0.25f }),
            ("intercepts", new[] { 0.25f, -0.25f }),
            ("multi_class", 1),
            ("post_transform", "LOGISTIC"),
            ("classlabels_strings", new[] { "good", "bad" }))
        .Node(Ml + "Normalizer", "scores", "probabilities", ("norm", "L1"))
        .Node(Ml + "ZipMap", "probabilities", "named", ("classlabels_strings", new[] { "good", "bad" }))
        .OutputOf(OnnxTensor.Text, "label", Rows).Output("named", Rows, 2);

    /// <summary>A perceptron as scikit-learn's converter writes it: the probability and its complement, and a label looked up.</summary>
    public static OnnxFile Network() => new OnnxFile().Input("x", Rows, 2)
        .Constant("w1", OnnxTensor.Of([1f, -1, 0.5f, 2, 0.25f, -0.5f], 2, 3)).Constant("b1", OnnxTensor.Typed([0.1f, 0, -0.1f], packed: true, 3))
        .Constant("w2", OnnxTensor.Typed([1f, -2, 3], packed: false, 3, 1)).Constant("b2", OnnxTensor.Of([0.5f], 1))
        .Constant("one", OnnxTensor.Of([1f], 1)).Constant("classes", OnnxTensor.Of([10L, 20], 2)).Constant("flat", OnnxTensor.Of([-1L], 1))
        .Node("MatMul", "x w1", "m1").Node("Add", "m1 b1", "a1").Node("Relu", "a1", "h1")
        .Node("MatMul", "h1 w2", "m2").Node("Add", "m2 b2", "a2").Node("Sigmoid", "a2", "p")
        .Node("Sub", "one p", "q").Node("Concat", "q p", "probabilities", ("axis", 1))
        .Node("ArgMax", "probabilities", "best", ("axis", 1)).Node(Ml + "ArrayFeatureExtractor", "classes best", "wide").Node("Reshape", "wide flat", "label")
        .OutputOf(OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 2);

    /// <summary>Two trees over two features; class id 0 alone, as XGBoost's converter writes it.</summary>
    public static OnnxFile Trees(string postTransform = "LOGISTIC", float scale = 1, string operatorName = "TreeEnsembleClassifier") =>
        new OnnxFile().Input("x", Rows, 2).Node(Ml + operatorName, "x", "label probabilities", TreeAttributes(postTransform, scale))
            .OutputOf(OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 2);

    /// <summary>The attributes of <see cref="Trees"/>: x0 &lt; 0.5 ? (x1 &lt;= 1 ? 1 : -2) : 0.5, then a tree of the single leaf 0.25.</summary>
    public static (string Name, object Value)[] TreeAttributes(string postTransform, float scale, params (string Name, object Value)[] others)
    {
        (string Name, object Value)[] attributes =
        [
            ("nodes_treeids", new long[] { 0, 0, 0, 0, 0, 1 }),
            ("nodes_nodeids", new long[] { 0, 1, 2, 3, 4, 0 }),
            ("nodes_featureids", new long[] { 0, 1, 0, 0, 0, 0 }),
            ("nodes_modes", new[] { "BRANCH_LT", "BRANCH_LEQ", "LEAF", "LEAF", "LEAF", "LEAF" }),
            ("nodes_values", new[] { 0.5f, 1, 0, 0, 0, 0 }),
            ("nodes_truenodeids", new long[] { 1, 3, 0, 0, 0, 0 }),
            ("nodes_falsenodeids", new long[] { 2, 4, 0, 0, 0, 0 }),
            ("nodes_missing_value_tracks_true", new long[] { 1, 0, 0, 0, 0, 0 }),
            ("class_treeids", new long[] { 0, 0, 0, 1 }),
            ("class_nodeids", new long[] { 2, 3, 4, 0 }),
            ("class_ids", new long[] { 0, 0, 0, 0 }),
            ("class_weights", new[] { 0.5f * scale, 1 * scale, -2 * scale, 0.25f * scale }),
            ("classlabels_int64s", new long[] { 7, 8 }),
            ("post_transform", postTransform),
        ];
        return [.. attributes.Where(attribute => Array.TrueForAll(others, other => other.Name != attribute.Name)), .. others.Where(other => other.Value is not "")];
    }

    /// <summary>A v5 ensemble with sets.</summary>
    public static OnnxFile TreesVersion5() => new OnnxFile(20, 5).Input("x", Rows, 2)
        .Node(
            Ml + "TreeEnsemble",
            "x",
            "y",
            ("n_targets", 1),
            ("tree_roots", new long[] { 0, 2 }),
            ("nodes_featureids", new long[] { 0, 1, 0 }),
            ("nodes_modes", OnnxTensor.Small(OnnxTensor.UInt8, [0, 6, 1], 3)),
            ("nodes_splits", OnnxTensor.Of([0.5f, 0, 0], 3)),
            ("membership_values", OnnxTensor.Of([1f, 3, float.NaN], 3)),
            ("nodes_truenodeids", new long[] { 1, 0, 2 }),
            ("nodes_trueleafs", new long[] { 0, 1, 1 }),
            ("nodes_falsenodeids", new long[] { 2, 1, 2 }),
            ("nodes_falseleafs", new long[] { 1, 1, 1 }),
            ("leaf_targetids", new long[] { 0, 0, 0 }),
            ("leaf_weights", OnnxTensor.Of([1f, 2, 4], 3)))
        .Output("y", Rows, 1);

    /// <summary>Every file above and some more operators.</summary>
    public static IEnumerable<byte[]> All()
    {
        yield return LinearPipeline().ToBytes();
        yield return Network().ToBytes();
        yield return Trees().ToBytes();
        yield return TreesVersion5().ToBytes();
        yield return new OnnxFile(12).Input("a", Rows, 2).Input("b", Rows, 1).Constant("s", OnnxTensor.Of([-1L, 3, 1], 3)).Constant("f", OnnxTensor.Raw(OnnxTensor.Half, [0, 0x3C, 0, 0x40, 0, 0xC0], 3))
            .Node("Concat", "a b", "x", ("axis", 1)).Node("Mul", "x f", "m").Node("Reshape", "m s", "r").Node("ReduceSum", "r", "t", ("axes", new long[] { 2 }), ("keepdims", 0))
            .Node("Split", "t", "p q o", ("axis", 1)).Node("Max", "p q o", "z").Node(Ml + "OneHotEncoder", "z", "h", ("cats_int64s", new long[] { 0, 1, 2 }))
            .Node("Flatten", "h", "g").Node("Softmax", "g", "probabilities", ("axis", 1)).Output("probabilities", Rows, 3).ToBytes();
    }
}
