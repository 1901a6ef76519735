using Risk.Models;
using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Formats.Onnx;

/// <summary>ONNX trees by hand: the rules of ONNX Runtime for two classes, missing values, shared nodes and sets, and which files become ensembles.</summary>
public class OnnxTreeTests
{
    private const int Rows = OnnxSamples.Rows;
    private const string Ml = OnnxSamples.Ml;

    [Theory]
    [InlineData(0f, 1f, 1.25)]
    [InlineData(0f, 1.5f, -1.75)]
    [InlineData(0.5f, 0f, 0.75)]
    [InlineData(float.NaN, 0f, 1.25)]
    [InlineData(0f, float.NaN, -1.75)]
    public void A_classifier_becomes_an_ensemble_with_one_margin(float first, float second, double margin)
    {
        var model = Assert.IsType<TreeEnsemble>(Load(OnnxSamples.Trees()));
        double[] margins = new double[1];
        float[] outputs = new float[1];
        model.PredictMargin((float[])[first, second], margins);
        model.Predict([first, second], outputs);
        Assert.Equal(margin, margins[0]);
        Tolerance.AssertWithin(1 / (1 + Math.Exp(-margin)), outputs[0], 1e-7);
        Assert.Equal(margin > 0 ? "8" : "7", ModelLabels.Predict(model, [first, second]));
        Assert.Equal(["7", "8"], model.Info.Labels);
        Assert.Equal(2, model.Info.TreeCount);
        Assert.Equal("opset 13, ai.onnx.ml 3 (risk-test)", model.Info.FormatVersion);
    }

    // x0 >= 1 ? (x1 != 2 ? 1 : 2) : (x1 > 3 ? 4 : (x0 == -1 ? 8 : 16)), the last test tracking NaN to the true side.
    [Theory]
    [InlineData(1f, 2f, 2)]
    [InlineData(1f, 3f, 1)]
    [InlineData(1f, float.NaN, 1)]
    [InlineData(0f, 3.5f, 4)]
    [InlineData(0f, 3f, 16)]
    [InlineData(-1f, float.NaN, 8)]
    [InlineData(float.NaN, 4f, 4)]
    [InlineData(float.NaN, float.NaN, 8)]
    [InlineData(-0.0f, float.NegativeInfinity, 16)]
    [InlineData(float.PositiveInfinity, 2f, 2)]
    public void Modes_mix_in_one_tree_and_NaN_compares_false_unless_tracked(float first, float second, double expected)
    {
        IRiskModel model = Load(new OnnxFile().Input("x", Rows, 2).Node(
            Ml + "TreeEnsembleRegressor",
            "x",
            "y",
            ("nodes_treeids", new long[9]),
            ("nodes_nodeids", new long[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }),
            ("nodes_featureids", new long[] { 0, 1, 1, 0, 0, 0, 0, 0, 0 }),
            ("nodes_modes", new[] { "BRANCH_GTE", "BRANCH_NEQ", "BRANCH_GT", "BRANCH_EQ", "LEAF", "LEAF", "LEAF", "LEAF", "LEAF" }),
            ("nodes_values", new[] { 1f, 2, 3, -1, 0, 0, 0, 0, 0 }),
            ("nodes_truenodeids", new long[] { 1, 4, 6, 7, 0, 0, 0, 0, 0 }),
            ("nodes_falsenodeids", new long[] { 2, 5, 3, 8, 0, 0, 0, 0, 0 }),
            ("nodes_missing_value_tracks_true", new long[] { 0, 0, 0, 1, 0, 0, 0, 0, 0 }),
            ("target_treeids", new long[5]),
            ("target_nodeids", new long[] { 4, 5, 6, 7, 8 }),
            ("target_ids", new long[5]),
            ("target_weights", new[] { 1f, 2, 4, 8, 16 }),
            ("n_targets", 1)).Output("y", Rows, 1));
        Assert.Equal([(float)expected], Predict(model, [first, second]));
    }

    [Theory]
    [InlineData("SUM", 3.5f)]
    [InlineData("AVERAGE", 2f)]
    [InlineData("MIN", 1.5f)]
    [InlineData("MAX", 2.5f)]
    public void Aggregates_add_their_base_and_a_single_target_ignores_its_transform(string aggregate, float expected)
    {
        IRiskModel model = Load(new OnnxFile().Input("x", Rows, 1).Node(
            Ml + "TreeEnsembleRegressor",
            "x",
            "y",
            ("nodes_treeids", new long[] { 0, 1 }),
            ("nodes_nodeids", new long[2]),
            ("nodes_featureids", new long[2]),
            ("nodes_modes", new[] { "LEAF", "LEAF" }),
            ("nodes_values", new float[2]),
            ("nodes_truenodeids", new long[2]),
            ("nodes_falsenodeids", new long[2]),
            ("target_treeids", new long[] { 0, 1 }),
            ("target_nodeids", new long[2]),
            ("target_ids", new long[2]),
            ("target_weights", new[] { 1f, 2 }),
            ("base_values", new[] { 0.5f }),
            ("aggregate_function", aggregate),
            ("post_transform", "LOGISTIC"),
            ("n_targets", 1)).Output("y", Rows, 1));
        Assert.Equal([expected], Predict(model, [0]));
    }

    [Fact]
    public void Positive_weights_are_probabilities_and_decide_at_one_half()
    {
        (string, object)[] positive = [.. OnnxSamples.TreeAttributes("NONE", 1, ("class_weights", new[] { 0.125f, 0.5f, 0.25f, 0.125f }))];
        IRiskModel model = Load(Classifier(positive));
        Assert.Equal(LabelRule.MarginAboveHalf, model.Info.LabelRule);
        Assert.Equal([0.625f], Predict(model, [0, 0]));
        Assert.Equal("8", ModelLabels.Predict(model, [0, 0]));
        Assert.Equal([0.375f], Predict(model, [0, 9]));
        Assert.Equal("7", ModelLabels.Predict(model, [0, 9]));
    }

    [Fact]
    public void One_base_value_belongs_to_the_sum()
    {
        var model = Assert.IsType<TreeEnsemble>(Load(Classifier(OnnxSamples.TreeAttributes("LOGISTIC", 1, ("base_values", new[] { 2f })))));
        double[] margins = new double[1];
        model.PredictMargin((float[])[0, 1], margins);
        Assert.Equal(3.25, margins[0]);
    }

    [Fact]
    public void Two_base_values_leave_the_second_class_at_zero()
    {
        var model = Assert.IsType<GraphModel>(Load(Classifier(OnnxSamples.TreeAttributes("NONE", 1, ("base_values", new[] { 2f, 5 })))));
        Assert.Equal([0f], Predict(model, [0, 1]));
    }

    [Fact]
    public void Two_base_values_for_the_second_class_hide_its_sum_and_are_warned_of()
    {
        var model = Assert.IsType<GraphModel>(Load(Classifier(OnnxSamples.TreeAttributes("NONE", 1, ("class_ids", new long[] { 1, 1, 1, 1 }), ("base_values", new[] { 2f, 5 })))));
        Assert.Equal([5f], Predict(model, [0, 1]));
        Assert.Equal("RM054", Assert.Single(model.Info.Warnings).Code);
    }

    [Fact]
    public void Votes_for_both_classes_answer_zero_and_one_whatever_the_labels()
    {
        (string, object)[] attributes = OnnxSamples.TreeAttributes("NONE", 1, ("class_ids", new long[] { 0, 1, 1, 1 }));
        var model = Assert.IsType<GraphModel>(Load(Classifier(attributes)));
        Assert.Equal("1", ModelLabels.Predict(model, [0, 1]));
        Assert.Equal("0", ModelLabels.Predict(model, [0, 9]));
    }

    [Theory]
    [InlineData("Sigmoid", LinkFunction.Sigmoid)]
    [InlineData("Exp", LinkFunction.Exponential)]
    [InlineData("Identity", LinkFunction.Identity)]
    public void A_link_behind_a_regressor_becomes_the_ensembles_own(string name, LinkFunction link)
    {
        var model = Assert.IsType<TreeEnsemble>(Load(Regressor("y0").Node(name, "y0", "y").Output("y", Rows, 1)));
        Assert.Equal(link, model.Definition.Link);
    }

    [Fact]
    public void Columns_that_are_inputs_of_their_own_are_one_row()
    {
        OnnxFile file = new OnnxFile().Input("age", Rows, 1).Input("income", Rows, 1).Node("Concat", "age income", "x", ("axis", 1))
            .Node(Ml + "TreeEnsembleRegressor", "x", "y", Targets(OnnxSamples.TreeAttributes("NONE", 1))).Output("y", Rows, 1);
        var model = Assert.IsType<TreeEnsemble>(Load(file));
        Assert.Equal(["age", "income"], model.Info.FeatureNames);
        Assert.Equal([-1.75f], Predict(model, [0, 2]));
    }

    [Fact]
    public void Columns_in_another_order_are_a_graph()
    {
        OnnxFile file = new OnnxFile().Input("age", Rows, 1).Input("income", Rows, 1).Node("Concat", "income age", "x", ("axis", 1))
            .Node(Ml + "TreeEnsembleRegressor", "x", "y", Targets(OnnxSamples.TreeAttributes("NONE", 1))).Output("y", Rows, 1);
        Assert.Equal([-1.75f], Predict(Assert.IsType<GraphModel>(Load(file)), [2, 0]));
    }

    [Fact]
    public void Double_thresholds_are_compared_in_double()
    {
        (string, object)[] attributes = [.. Targets(OnnxSamples.TreeAttributes("NONE", 1, ("nodes_values", "")))
            .Where(attribute => attribute.Name != "target_weights"), ("nodes_values_as_tensor", OnnxTensor.Of([0.1, 1, 0, 0, 0, 0], 6)), ("target_weights_as_tensor", OnnxTensor.Of([0.5, 1, -2, 0.25], 4))];
        OnnxFile file = new OnnxFile().Input("x", Rows, 2).Node("Cast", "x", "d", ("to", OnnxTensor.Double)).Node(Ml + "TreeEnsembleRegressor", "d", "y", attributes).Output("y", Rows, 1);
        var model = Assert.IsType<TreeEnsemble>(Load(file));
        Assert.Equal(TreeArithmetic.OnnxDouble, model.Definition.Arithmetic);

        // 0.1f is above 0.1, and the test is strict.
        Assert.Equal([0.75f], Predict(model, [0.1f, 0]));
        Assert.Equal([1.25f], Predict(model, [0.099999994f, 0]));
    }

    [Theory]
    [InlineData(0.25f, 1f, 5f)]
    [InlineData(0.25f, 3f, 5f)]
    [InlineData(0.25f, 2f, 6f)]
    [InlineData(0.25f, 1.5f, 6f)]
    [InlineData(0.75f, 1f, 8f)]
    [InlineData(float.NaN, 1f, 8f)]
    public void Version_5_has_sets_and_leaves_of_their_own(float first, float second, float expected)
    {
        // x0 <= 0.5 ? (x1 in {1, 3} ? 1 : 2) : 4, and a second tree that is the leaf 4.
        var model = Assert.IsType<TreeEnsemble>(Load(OnnxSamples.TreesVersion5()));
        Assert.Equal([expected], Predict(model, [first, second]));
    }

    [Fact]
    public void A_chain_of_equalities_that_meet_is_a_set()
    {
        // x0 == 1 ? A : x0 == 4 ? A : x0 == 9 ? A : B, where A is the node x1 <= 0, shared by all.
        (string, object)[] attributes =
        [
            ("n_targets", 1),
            ("nodes_treeids", new long[7]),
            ("nodes_nodeids", new long[] { 0, 1, 2, 3, 4, 5, 6 }),
            ("nodes_featureids", new long[] { 0, 0, 0, 1, 0, 0, 0 }),
            ("nodes_modes", new[] { "BRANCH_EQ", "BRANCH_EQ", "BRANCH_EQ", "BRANCH_LEQ", "LEAF", "LEAF", "LEAF" }),
            ("nodes_values", new[] { 1f, 4, 9, 0, 0, 0, 0 }),
            ("nodes_truenodeids", new long[] { 3, 3, 3, 5, 0, 0, 0 }),
            ("nodes_falsenodeids", new long[] { 1, 2, 4, 6, 0, 0, 0 }),
            ("target_treeids", new long[3]),
            ("target_nodeids", new long[] { 4, 5, 6 }),
            ("target_ids", new long[3]),
            ("target_weights", new[] { 10f, 20, 30 }),
        ];
        var model = Assert.IsType<TreeEnsemble>(Load(new OnnxFile().Input("x", Rows, 2).Node(Ml + "TreeEnsembleRegressor", "x", "y", attributes).Output("y", Rows, 1)));
        Assert.Equal(SplitKind.Member, model.Definition.Trees[0].Kind[0]);
        Assert.Equal(2, model.Definition.Trees[0].NodeCount);
        Assert.Equal([20f], Predict(model, [4, -1]));
        Assert.Equal([30f], Predict(model, [9, 1]));
        Assert.Equal([10f], Predict(model, [4.5f, 1]));
        Assert.Equal([10f], Predict(model, [float.NaN, 1]));
    }

    [Theory]
    [InlineData("nodes_truenodeids", new long[] { 0, 3, 0, 0, 0, 0 }, "RM046", "cycle")]
    [InlineData("nodes_truenodeids", new long[] { 1, 0, 0, 0, 0, 0 }, "RM046", "cycle")]
    [InlineData("nodes_truenodeids", new long[] { 9, 3, 0, 0, 0, 0 }, "RM052", "no node 9")]
    [InlineData("nodes_falsenodeids", new long[] { -1, 4, 0, 0, 0, 0 }, "RM052", "no node -1")]
    [InlineData("nodes_featureids", new long[] { 2, 1, 0, 0, 0, 0 }, "RM032", "2 is no feature")]
    [InlineData("nodes_featureids", new long[] { -5, 1, 0, 0, 0, 0 }, "RM032", "no feature")]
    [InlineData("nodes_nodeids", new long[] { 0, 1, 1, 3, 4, 0 }, "RM052", "has node 1 already")]
    [InlineData("nodes_treeids", new long[] { 0, 0, 0, 1, 0, 1 }, "RM052", "aren't together")]
    [InlineData("nodes_treeids", new long[] { 0, 0 }, "RM046", "nodes_nodeids has 6 values")]
    [InlineData("class_nodeids", new long[] { 2, 3, 3, 0 }, "RM052", "leaf 4 of tree 0 has no weight")]
    [InlineData("class_nodeids", new long[] { 2, 3, 77, 0 }, "RM052", "no node 77")]
    [InlineData("class_ids", new long[] { 0, 0, 2, 0 }, "RM052", "2 is none of the 2")]
    [InlineData("class_ids", new long[] { 0, 0, -1, 0 }, "RM052", "-1 is none of the 2")]
    public void Damaged_trees_are_refused_with_their_place(string list, long[] values, string code, string message)
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(Classifier(OnnxSamples.TreeAttributes("LOGISTIC", 1, (list, values)))));
        Assert.Contains(problem.Diagnostics, diagnostic => diagnostic.Code == code && diagnostic.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(problem.Diagnostics, diagnostic => Assert.Contains("TreeEnsembleClassifier", diagnostic.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_threshold_that_is_NaN_is_refused()
    {
        RiskFormatException problem = Assert.Throws<RiskFormatException>(() => Load(Classifier(OnnxSamples.TreeAttributes("LOGISTIC", 1, ("nodes_values", new[] { float.NaN, 1, 0, 0, 0, 0 })))));
        Assert.Equal("RM031", Assert.Single(problem.Diagnostics).Code);
    }

    [Fact]
    public void Nodes_that_share_and_share_again_are_refused_before_they_are_copied()
    {
        // Each level has one node whose branches are both the next level: 2^60 ways to the leaf.
        const int Levels = 60;
        long[] next = [.. Enumerable.Range(1, Levels).Select(node => (long)node), 0];
        (string, object)[] attributes =
        [
            ("n_targets", 1),
            ("nodes_treeids", new long[Levels + 1]),
            ("nodes_nodeids", Enumerable.Range(0, Levels + 1).Select(node => (long)node).ToArray()),
            ("nodes_featureids", new long[Levels + 1]),
            ("nodes_modes", Enumerable.Range(0, Levels + 1).Select(node => node == Levels ? "LEAF" : "BRANCH_LEQ").ToArray()),
            ("nodes_values", new float[Levels + 1]),
            ("nodes_truenodeids", next),
            ("nodes_falsenodeids", next),
            ("target_treeids", new long[1]),
            ("target_nodeids", new long[] { Levels }),
            ("target_ids", new long[1]),
            ("target_weights", new float[1]),
        ];
        RiskFormatException problem = Assert.Throws<RiskFormatException>(
            () => Load(new OnnxFile().Input("x", Rows, 1).Node(Ml + "TreeEnsembleRegressor", "x", "y", attributes).Output("y", Rows, 1)));
        Assert.Equal("RM053", Assert.Single(problem.Diagnostics).Code);
    }

    private static OnnxFile Classifier((string Name, object Value)[] attributes) => new OnnxFile().Input("x", Rows, 2)
        .Node(Ml + "TreeEnsembleClassifier", "x", "label probabilities", attributes).OutputOf(OnnxTensor.Int64, "label", Rows).Output("probabilities", Rows, 2);

    private static OnnxFile Regressor(string output) =>
        new OnnxFile().Input("x", Rows, 2).Node(Ml + "TreeEnsembleRegressor", "x", output, Targets(OnnxSamples.TreeAttributes("NONE", 1)));

    private static (string Name, object Value)[] Targets((string Name, object Value)[] attributes) =>
    [
        .. attributes.Where(attribute => attribute.Name != "classlabels_int64s")
            .Select(attribute => (attribute.Name.Replace("class_", "target_", StringComparison.Ordinal), attribute.Value)),
        ("n_targets", 1),
    ];

    private static IRiskModel Load(OnnxFile file) => RiskModel.Load(file.ToBytes(), "test.onnx");

    private static float[] Predict(IRiskModel model, float[] row)
    {
        float[] outputs = new float[model.OutputCount];
        model.Predict(row, outputs);
        return outputs;
    }
}
