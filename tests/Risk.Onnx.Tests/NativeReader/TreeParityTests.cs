using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Onnx.Tests.NativeReader;

/// <summary>Random tree ensembles against ONNX Runtime: modes, aggregates, transforms, base values, and the odd rules of two classes.</summary>
public class TreeParityTests
{
    private const int Rows = -1;
    private const string Ml = "ai.onnx.ml.";
    private static readonly string[] AllModes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"];

    [Theory]
    [InlineData("BRANCH_LEQ")]
    [InlineData("BRANCH_LT")]
    [InlineData("BRANCH_GTE")]
    [InlineData("BRANCH_GT")]
    [InlineData("BRANCH_EQ")]
    [InlineData("BRANCH_NEQ")]
    [InlineData("mixed")]
    public void Modes(string mode)
    {
        foreach (bool tracks in (bool[])[false, true])
        {
            TreeFiles trees = new TreeFiles(1) { Modes = mode == "mixed" ? AllModes : [mode], TracksMissing = tracks }.Grow(12, 5);
            IRiskModel model = NativeParity.Check(
                new OnnxFile().Input("x", Rows, 5).Node(Ml + "TreeEnsembleRegressor", "x", "y", trees.Attributes("target", ("n_targets", 1))).Output("y", Rows, 1),
                NativeParity.Rows(2, 200, 5, withNaN: true));
            Assert.IsType<TreeEnsemble>(model);
        }
    }

    [Theory]
    [InlineData("SUM", 1, false)]
    [InlineData("AVERAGE", 1, false)]
    [InlineData("MIN", 1, false)]
    [InlineData("MAX", 1, false)]
    [InlineData("SUM", 1, true)]
    [InlineData("AVERAGE", 1, true)]
    [InlineData("MIN", 1, true)]
    [InlineData("MAX", 1, true)]
    [InlineData("SUM", 3, true)]
    [InlineData("AVERAGE", 3, true)]
    [InlineData("AVERAGE", 3, false)]
    [InlineData("MIN", 3, true)]
    [InlineData("MAX", 3, false)]
    public void Aggregates(string aggregate, int targets, bool hasBase)
    {
        TreeFiles trees = new TreeFiles(3) { Votes = random => [.. Enumerable.Range(0, targets).Select(i => (long)i)] }.Grow(9, 4);
        (string, object)[] others = hasBase
            ? [("n_targets", targets), ("aggregate_function", aggregate), ("base_values", Enumerable.Range(1, targets).Select(i => i / 8f).ToArray())]
            : [("n_targets", targets), ("aggregate_function", aggregate)];
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, 5).Node(Ml + "TreeEnsembleRegressor", "x", "y", trees.Attributes("target", others)).Output("y", Rows, targets),
            NativeParity.Rows(4, 100, 5, withNaN: true));
    }

    [Fact]
    public void A_tree_for_each_target()
    {
        int leaf = 0;
        TreeFiles trees = new TreeFiles(5) { Votes = _ => [leaf++ / 1000] };
        trees.Grow(4, 3);
        leaf = 1000;
        trees.Grow(0, 3);
        foreach (string aggregate in (string[])["SUM", "AVERAGE"])
        {
            NativeParity.Check(
                new OnnxFile().Input("x", Rows, 5)
                    .Node(Ml + "TreeEnsembleRegressor", "x", "y", trees.Attributes("target", ("n_targets", 2), ("aggregate_function", aggregate))).Output("y", Rows, 2),
                NativeParity.Rows(6, 50, 5));
        }
    }

    [Theory]
    [InlineData("NONE", 1)]
    [InlineData("LOGISTIC", 1)]
    [InlineData("SOFTMAX", 1)]
    [InlineData("SOFTMAX_ZERO", 1)]
    [InlineData("PROBIT", 1)]
    [InlineData("NONE", 3)]
    [InlineData("LOGISTIC", 3)]
    [InlineData("SOFTMAX", 3)]
    [InlineData("SOFTMAX_ZERO", 3)]
    [InlineData("PROBIT", 3)]
    public void Transforms_of_regressors(string transform, int targets)
    {
        TreeFiles trees = new TreeFiles(7) { Votes = random => [.. Enumerable.Range(0, targets).Select(i => (long)i)], Weight = random => (random.Next(19) + 1) / 200f }.Grow(9, 4);
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, 5)
                .Node(Ml + "TreeEnsembleRegressor", "x", "y", trees.Attributes("target", ("n_targets", targets), ("post_transform", transform))).Output("y", Rows, targets),
            NativeParity.Rows(8, 100, 5),
            transform == "PROBIT" ? NativeParity.ProbitTolerance : NativeParity.Tolerance);
    }

    public static TheoryData<string, string, int, bool, bool> Pairs()
    {
        TheoryData<string, string, int, bool, bool> data = [];
        foreach (string transform in (string[])["NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO"])
        {
            foreach (string votes in (string[])["0", "1", "both", "either", "some"])
            {
                for (int bases = 0; bases <= 2; bases++)
                {
                    if (votes is "either" or "some" && bases == 1)
                    {
                        // ONNX Runtime leaves a score as it finds it in memory.
                        continue;
                    }


                    data.Add(transform, votes, bases, false, false);
                    data.Add(transform, votes, bases, true, false);
                    data.Add(transform, votes, bases, false, true);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_classes(string transform, string votes, int bases, bool positive, bool texts)
    {
        TreeFiles trees = new TreeFiles(9)
        {
            Votes = random => votes switch
            {
                "0" => [0],
                "1" => [1],
                "both" => [0, 1],
                "either" => [random.Next(2)],
                _ => random.Next(3) == 0 ? [0, 1] : [0],
            },
            Weight = random => (float)(random.NextDouble() - (positive ? 0 : 0.5)) / 8,
        }.Grow(7, 3);
        (string, object) labels = texts ? ("classlabels_strings", new[] { "good", "bad" }) : ("classlabels_int64s", new long[] { 3, 4 });
        (string, object)[] others = [("post_transform", transform), labels, .. bases == 0 ? Array.Empty<(string, object)>() : [("base_values", new[] { 0.125f, -0.0625f }[..bases])]];
        OnnxFile file = new OnnxFile().Input("x", Rows, 5).Node(Ml + "TreeEnsembleClassifier", "x", "label probabilities", trees.Attributes("class", others))
            .OutputOf(texts ? OnnxTensor.Text : OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 2);
        NativeParity.Check(file, NativeParity.Rows(10, 60, 5, withNaN: true));
    }

    [Theory]
    [InlineData("NONE", "each", false)]
    [InlineData("LOGISTIC", "each", true)]
    [InlineData("SOFTMAX", "each", true)]
    [InlineData("SOFTMAX_ZERO", "each", false)]
    [InlineData("SOFTMAX", "all", false)]
    [InlineData("NONE", "all", true)]
    [InlineData("SOFTMAX", "some", false)]
    [InlineData("NONE", "some", true)]
    [InlineData("LOGISTIC", "some", false)]
    public void Many_classes(string transform, string votes, bool hasBase)
    {
        TreeFiles trees = new TreeFiles(11)
        {
            Votes = random => votes switch
            {
                "each" => [random.Next(4)],
                "all" => [0, 1, 2, 3],
                _ => random.Next(2) == 0 ? [2] : [3, 1],
            },
        }.Grow(8, 3);
        (string, object)[] others = [("post_transform", transform), ("classlabels_int64s", new long[] { 3, 4, 5, 6 }), .. hasBase ? [("base_values", new[] { 0.1f, -0.1f, 0.2f, 0 })] : Array.Empty<(string, object)>()];
        NativeParity.Check(
            new OnnxFile().Input("x", Rows, 5).Node(Ml + "TreeEnsembleClassifier", "x", "label probabilities", trees.Attributes("class", others))
                .OutputOf(OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 4),
            NativeParity.Rows(12, 60, 5, withNaN: true));
    }

    [Theory]
    [InlineData(OnnxTensor.Double)]
    [InlineData(OnnxTensor.Int64)]
    public void Rows_of_other_types(int type)
    {
        TreeFiles trees = new TreeFiles(13) { Modes = AllModes }.Grow(9, 4);
        NativeParity.Check(
            new OnnxFile().InputOf(type, "x", Rows, 5)
                .Node(Ml + "TreeEnsembleClassifier", "x", "label y", trees.Attributes("class", ("classlabels_int64s", new long[] { 0, 1 }))).Output("y", Rows, 2),
            [.. NativeParity.Rows(14, 100, 5).Select(row => type == OnnxTensor.Int64 ? [.. row.Select(value => MathF.Round(value))] : row)]);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(1, 2, 3)]
    [InlineData(1, 1, 4)]
    public void Version_5(int aggregate, int targets, int transform)
    {
        foreach (bool isDouble in (bool[])[false, true])
        {
            OnnxTensor Tensor(params float[] values) => isDouble ? OnnxTensor.Of([.. values.Select(value => (double)value)], values.Length) : OnnxTensor.Of(values, values.Length);
            int type = isDouble ? OnnxTensor.Double : OnnxTensor.Float;
            OnnxFile file = new OnnxFile(20, 5).InputOf(type, "x", Rows, 3)
                .Node(
                    Ml + "TreeEnsemble",
                    "x",
                    "y",
                    ("n_targets", targets),
                    ("aggregate_function", aggregate),
                    ("post_transform", transform),
                    ("tree_roots", new long[] { 0, 3, 4 }),
                    ("nodes_featureids", new long[] { 0, 1, 2, 0, 1 }),
                    ("nodes_modes", OnnxTensor.Small(OnnxTensor.UInt8, [0, 6, 4, 6, 2], 5)),
                    ("nodes_splits", Tensor(0.25f, 0, 1, 0, -0.5f)),
                    ("nodes_missing_value_tracks_true", new long[] { 0, 1, 0, 0, 1 }),
                    ("membership_values", Tensor(0, 1, 2, float.NaN, 77, 100000, -1, float.NaN)),
                    ("nodes_truenodeids", new long[] { 1, 0, 2, 4, 5 }),
                    ("nodes_trueleafs", new long[] { 0, 1, 1, 1, 1 }),
                    ("nodes_falsenodeids", new long[] { 2, 1, 3, 0, 5 }),
                    ("nodes_falseleafs", new long[] { 0, 1, 1, 1, 1 }),
                    ("leaf_targetids", new long[] { 0, targets - 1, 0, targets - 1, 0, targets - 1 }),
                    ("leaf_weights", Tensor(0.1f, 0.2f, 0.05f, 0.15f, 0.3f, 0.12f)))
                .OutputOf(type, "y", Rows, targets);

            // ONNX Runtime cuts the fractions of what it looks up in a large set off, against the standard; categories have none.
            float[][] rows = [.. NativeParity.Rows(15, 100, 3, withNaN: true).Select(row => (float[])[MathF.Round(row[0]), row[1], row[2]])];
            NativeParity.Check(file, [.. rows, [0, 1, 2], [2, 0, 1], [-1, 2, 1], [100000, 0, 0], [77, 3, 3], [-1, 3, 1]], transform == 4 ? NativeParity.ProbitTolerance : NativeParity.Tolerance);
        }
    }
}
