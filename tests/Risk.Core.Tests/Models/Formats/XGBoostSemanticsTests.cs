using System.Globalization;
using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>What XGBoost does, line by line: each test is one rule of its prediction and model code.</summary>
public class XGBoostSemanticsTests
{
    private const float NaN = float.NaN;
    private const double Left = 1;
    private const double Right = 2;

    [Fact]
    public void A_value_equal_to_the_threshold_goes_right_and_the_float_before_it_left()
    {
        IMarginModel model = XGBoostText.LoadTree(XGBoostText.Stump(threshold: "1E-1"));
        Assert.Equal(Right, XGBoostText.Margin(model, 0.1f, 0));
        Assert.Equal(Left, XGBoostText.Margin(model, MathF.BitDecrement(0.1f), 0));
    }

    [Fact]
    public void A_float64_row_is_rounded_to_float32_first()
    {
        IMarginModel model = XGBoostText.LoadTree(XGBoostText.Stump(threshold: "1E-1"));
        double[] margin = new double[1];
        model.PredictMargin([0.1, 0.0], margin);
        Assert.Equal(Right, margin[0]);
    }

    [Theory]
    [InlineData(0, NaN, Right)]
    [InlineData(1, NaN, Left)]
    [InlineData(1, 5f, Right)]
    [InlineData(0, float.NegativeInfinity, Left)]
    [InlineData(1, float.PositiveInfinity, Right)]
    [InlineData(1, -0f, Right)]
    [InlineData(0, -1e-45f, Left)]
    public void Only_NaN_is_missing_and_takes_the_default_side(int defaultLeft, float value, double expected) =>
        Assert.Equal(expected, XGBoostText.Margin(XGBoostText.LoadTree(XGBoostText.Stump(defaultLeft: defaultLeft)), value, 0));

    [Theory]
    // The set holds 0, 2 and 40: those go right.
    [InlineData(0f, Right)]
    [InlineData(2f, Right)]
    [InlineData(2.9f, Right)]
    [InlineData(40f, Right)]
    [InlineData(1f, Left)]
    [InlineData(64f, Left)]
    [InlineData(-1f, Left)]
    [InlineData(-0.5f, Left)]
    [InlineData(16777216f, Left)]
    [InlineData(float.PositiveInfinity, Left)]
    [InlineData(float.NegativeInfinity, Left)]
    public void Categories_in_the_set_go_right_and_everything_else_left(float value, double expected) =>
        Assert.Equal(expected, XGBoostText.Margin(XGBoostText.LoadTree(XGBoostText.Stump(1, type: 1, categories: [0, 2, 40])), 0, value));

    [Theory]
    [InlineData(0, Right)]
    [InlineData(1, Left)]
    public void A_missing_category_takes_the_default_side(int defaultLeft, double expected) =>
        Assert.Equal(expected, XGBoostText.Margin(XGBoostText.LoadTree(XGBoostText.Stump(1, defaultLeft: defaultLeft, type: 1, categories: [3])), 0, NaN));

    [Fact]
    public void Trees_add_up_in_float32_in_file_order_from_the_base_margin()
    {
        IMarginModel model = XGBoostText.Load(XGBoostText.File([XGBoostText.Leaf("1E8"), XGBoostText.Leaf("1"), XGBoostText.Leaf("-1E8"), XGBoostText.Leaf("1E-1")], baseScore: "\"3E0\""));
        float expected = 3f;
        expected += 1e8f;
        expected += 1f;
        expected += -1e8f;
        expected += 0.1f;
        Ulp.AssertBitEqual(expected, XGBoostText.Margin(model, 0, 0));
        Assert.NotEqual(4.1, XGBoostText.Margin(model, 0, 0), 1e-3);
    }

    [Theory]
    [InlineData("\"2.5E-1\"")]
    [InlineData("\"0.25\"")]
    [InlineData("\"[2.5E-1]\"")]
    [InlineData("[2.5E-1]")]
    [InlineData("0.25")]
    public void A_base_score_has_several_spellings(string score)
    {
        float expected = -MathF.Log((1 / 0.25f) - 1);
        Ulp.AssertBitEqual(expected, XGBoostText.Margin(XGBoostText.Load(XGBoostText.File([], "binary:logistic", score)), 0, 0));
    }

    [Theory]
    [InlineData("binary:logistic", -1.0986122886681098)]
    [InlineData("reg:logistic", -1.0986122886681098)]
    [InlineData("binary:logitraw", 0.25)]
    [InlineData("binary:hinge", 0.25)]
    [InlineData("count:poisson", -1.3862943611198906)]
    [InlineData("reg:gamma", -1.3862943611198906)]
    [InlineData("reg:tweedie", -1.3862943611198906)]
    [InlineData("survival:cox", -1.3862943611198906)]
    [InlineData("survival:aft", -1.3862943611198906)]
    [InlineData("reg:squarederror", 0.25)]
    [InlineData("reg:linear", 0.25)]
    [InlineData("reg:absoluteerror", 0.25)]
    [InlineData("reg:quantileerror", 0.25)]
    [InlineData("reg:expectileerror", 0.25)]
    [InlineData("rank:ndcg", 0.25)]
    public void The_base_score_becomes_a_margin_by_the_objective(string objective, double expected) =>
        Ulp.AssertBitEqual((float)expected, XGBoostText.Margin(XGBoostText.Load(XGBoostText.File([], objective, "\"2.5E-1\"")), 0, 0));

    [Fact]
    public void Each_class_may_have_its_own_base_score()
    {
        string[] trees = [XGBoostText.Leaf("1"), XGBoostText.Leaf("2"), XGBoostText.Leaf("3")];
        IMarginModel model = XGBoostText.Load(XGBoostText.File(trees, "multi:softprob", "\"[1E-1,2E-1,3E-1]\"", "[3,1,0]", [0, 1, 2], classes: 3));
        Assert.Equal([0.1f + 1f, 0.2f + 2f, 0.3f + 3f], Array.ConvertAll(XGBoostText.Margins(model, 0, 0), margin => (float)margin));
    }

    [Theory]
    [InlineData("[3,0,0]", "1E-9", -20.72326583594641)]
    [InlineData("[3,1,0]", "1E-9", -13.815509557963773)]
    [InlineData("[4,0,0]", "0E0", -13.815509557963773)]
    public void Since_3_1_a_base_probability_keeps_its_distance_from_0_and_1(string version, string score, double expected) =>
        Assert.Equal(expected, XGBoostText.Margin(XGBoostText.Load(XGBoostText.File([], "binary:logistic", $"\"{score}\"", version)), 0, 0), 1e-5);

    [Theory]
    [InlineData("binary:logistic", "0E0")]
    [InlineData("binary:logistic", "1.5E0")]
    [InlineData("count:poisson", "0E0")]
    [InlineData("count:poisson", "-1E0")]
    [InlineData("reg:squarederror", "NaN")]
    public void A_base_score_outside_its_space_is_refused(string objective, string score)
    {
        RiskDiagnostic problem = Assert.Single(XGBoostText.Problems(XGBoostText.File([], objective, $"\"{score}\"")));
        Assert.Equal(("RM015", "learner.learner_model_param.base_score"), (problem.Code, problem.Path));
    }

    [Theory]
    [InlineData("""{"gbtree":{"model":MODEL,"name":"gbtree"},"name":"dart","weight_drop":[0.3,0.7]}""", true)]
    [InlineData("""{"name":"dart","weight_drop":[0.3,0.7],"gbtree":{"name":"gbtree","model":MODEL}}""", true)]
    [InlineData("""{"model":WEIGHTED,"name":"gbtree"}""", true)]
    [InlineData("""{"model":MODEL,"name":"gbtree"}""", false)]
    public void Dart_weights_multiply_leaves_in_both_spellings(string booster, bool weighted)
    {
        string json = XGBoostText.File([XGBoostText.Leaf("1E-1"), XGBoostText.Leaf("2E-1")], booster: booster.Replace("WEIGHTED", "MODEL", StringComparison.Ordinal));
        if (booster.Contains("WEIGHTED", StringComparison.Ordinal))
        {
            json = json.Replace("\"tree_info\"", "\"weight_drop\":[3E-1,7E-1],\"tree_info\"", StringComparison.Ordinal);
        }

        float expected = weighted ? (0.1f * 0.3f) + (0.2f * 0.7f) : 0.1f + 0.2f;
        Ulp.AssertBitEqual(expected, XGBoostText.Margin(XGBoostText.Load(json), 0, 0));
    }

    [Fact]
    public void Softmax_gives_the_label_and_hinge_0_or_1()
    {
        string[] trees = [XGBoostText.Leaf("1"), XGBoostText.Leaf("3"), XGBoostText.Leaf("2")];
        IMarginModel softmax = XGBoostText.Load(XGBoostText.File(trees, "multi:softmax", treeInfo: [0, 1, 2], classes: 3));
        Assert.Equal([1f], XGBoostText.Outputs(softmax, 0, 0));
        Assert.Equal(3, softmax.MarginCount);
        IMarginModel hinge = XGBoostText.Load(XGBoostText.File([XGBoostText.Stump(left: "-1", right: "1")], "binary:hinge"));
        Assert.Equal([0f], XGBoostText.Outputs(hinge, -1, 0));
        Assert.Equal([1f], XGBoostText.Outputs(hinge, 1, 0));
    }

    [Fact]
    public void Vector_leaves_are_read_in_the_layout_of_2_0()
    {
        string tree = XGBoostText.Stump().Replace("\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"2\"", StringComparison.Ordinal)
            .Replace("\"default_left\"", "\"base_weights\":[9,9,1,2,3,4],\"default_left\"", StringComparison.Ordinal);
        IMarginModel model = XGBoostText.Load(XGBoostText.File([tree, tree], targets: 2));
        Assert.Equal([2, 4], XGBoostText.Margins(model, -1, 0));
        Assert.Equal([6, 8], XGBoostText.Margins(model, 1, 0));
    }

    [Fact]
    public void Vector_leaves_are_read_in_the_layout_of_3_2()
    {
        string tree = XGBoostText.Stump().Replace("\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"2\"", StringComparison.Ordinal)
            .Replace("\"right_children\":[2,-1,-1]", "\"right_children\":[2,1,0],\"base_weights\":[9,9,9],\"leaf_weights\":[3,4,1,2]", StringComparison.Ordinal);
        IMarginModel model = XGBoostText.Load(XGBoostText.File([tree], targets: 2, version: "[3,2,0]"));
        Assert.Equal([1, 2], XGBoostText.Margins(model, -1, 0));
        Assert.Equal([3, 4], XGBoostText.Margins(model, 1, 0));
    }

    [Fact]
    public void Vector_leaves_of_another_width_than_the_outputs_are_refused()
    {
        string tree = XGBoostText.Stump().Replace("\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"3\"", StringComparison.Ordinal);
        RiskDiagnostic problem = Assert.Single(XGBoostText.Problems(XGBoostText.File([tree], targets: 2)));
        Assert.Equal("learner.gradient_booster.model.trees[0].tree_param.size_leaf_vector", problem.Path);
    }

    [Fact]
    public void Numbers_are_rounded_to_float32_once()
    {
        // Just below the middle of two floats. By way of double it becomes the middle, and then the even float above.
        const string BelowMiddle = "1.00000017881393432617187499";
        float once = float.Parse(BelowMiddle, CultureInfo.InvariantCulture);
        Assert.NotEqual(once, (float)double.Parse(BelowMiddle, CultureInfo.InvariantCulture));
        Ulp.AssertBitEqual(once, XGBoostText.Margin(XGBoostText.LoadTree(XGBoostText.Leaf(BelowMiddle)), 0, 0));
    }

    [Theory]
    [InlineData("Infinity", Left, Left)]
    [InlineData("inf", Left, Left)]
    [InlineData("-Infinity", Right, Right)]
    [InlineData("-inf", Right, Right)]
    [InlineData("\"-Infinity\"", Right, Right)]
    public void Infinite_thresholds_have_several_spellings(string threshold, double negative, double positive)
    {
        IMarginModel model = XGBoostText.LoadTree(XGBoostText.Stump(threshold: threshold));
        Assert.Equal(negative, XGBoostText.Margin(model, -1, 0));
        Assert.Equal(positive, XGBoostText.Margin(model, 1, 0));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("\"NaN\"")]
    public void NaN_may_stand_where_a_category_is_tested(string threshold) =>
        Assert.Equal(Right, XGBoostText.Margin(XGBoostText.LoadTree(XGBoostText.Stump(threshold: threshold, type: 1, categories: [3])), 3, 0));

    [Fact]
    public void A_missing_feature_adds_nothing_to_a_linear_booster()
    {
        const string Booster = """{"model":{"weights":[1.5,-2,0.25]},"name":"gblinear"}""";
        IMarginModel model = XGBoostText.Load(XGBoostText.File([], baseScore: "\"1E0\"", booster: Booster));
        Assert.Equal(1.25 + 3 - 2, XGBoostText.Margin(model, 2, 1));
        Assert.Equal(1.25 - 2, XGBoostText.Margin(model, NaN, 1));
        Assert.Equal(1.25, XGBoostText.Margin(model, NaN, NaN));
        double[] contributions = new double[2];
        Assert.Equal(1.25, ((IExplainableModel)model).Explain([2, NaN], 0, contributions));
        Assert.Equal([3, 0], contributions);
    }

    [Fact]
    public void Deleted_nodes_and_numbers_out_of_order_are_no_problem()
    {
        // Nodes 1 and 4 were deleted; the right child comes before the left one.
        const string Tree = """
            {"default_left":[0,0,0,0,0],"left_children":[3,-1,-1,-1,7],"right_children":[2,9,-1,-1,-1],"split_conditions":[0,NaN,2,1,NaN],
             "split_indices":[0,2147483647,0,0,99],"tree_param":{"num_nodes":"5","num_deleted":"2","size_leaf_vector":"0"}}
            """;
        IMarginModel model = XGBoostText.LoadTree(Tree);
        Assert.Equal(Left, XGBoostText.Margin(model, -1, 0));
        Assert.Equal(Right, XGBoostText.Margin(model, 1, 0));
        Assert.Equal(2, model.Info.LeafCount);
    }

    [Fact]
    public void A_snapshot_of_memory_holds_a_model()
    {
        string model = XGBoostText.File([XGBoostText.Leaf("5E-1")]);
        Assert.Equal(0.5, XGBoostText.Margin(XGBoostText.Load($$"""{"Config":{"a":[{}]},"Model":{{model}}}"""), 0, 0));
    }

    [Theory]
    [InlineData("[1,6,2]", "RM017")]
    [InlineData("[1,7,0]", null)]
    [InlineData("[2,1,4]", null)]
    [InlineData("[3,5,0]", null)]
    [InlineData("[4,0,0]", "RM017")]
    [InlineData("[]", "RM017")]
    public void Versions_that_were_not_checked_are_told(string version, string? code) =>
        Assert.Equal(code, XGBoostText.Load(XGBoostText.File([], version: version)).Info.Warnings.SingleOrDefault()?.Code);

    [Fact]
    public void Every_tree_counts_whatever_the_best_iteration_and_that_is_told()
    {
        string[] trees = [XGBoostText.Leaf("1"), XGBoostText.Leaf("1"), XGBoostText.Leaf("1")];
        IMarginModel model = XGBoostText.Load(XGBoostText.File(trees, attributes: "\"best_iteration\":\"1\""));
        Assert.Equal(3, XGBoostText.Margin(model, 0, 0));
        Assert.Equal("RM018", Assert.Single(model.Info.Warnings).Code);
        Assert.Empty(XGBoostText.Load(XGBoostText.File(trees, attributes: "\"best_iteration\":\"2\"")).Info.Warnings);
    }

    [Fact]
    public void A_missing_value_other_than_NaN_is_told()
    {
        const string Attributes = """
            "scikit_learn":"{\"n_estimators\": 3, \"missing\": -999.0}"
            """;
        Assert.Equal("RM019", Assert.Single(XGBoostText.Load(XGBoostText.File([], attributes: Attributes)).Info.Warnings).Code);
        Assert.Empty(XGBoostText.Load(XGBoostText.File([], attributes: Attributes.Replace("-999.0", "NaN", StringComparison.Ordinal))).Info.Warnings);
    }

    [Fact]
    public void An_unknown_objective_is_refused_by_name()
    {
        RiskDiagnostic problem = Assert.Single(XGBoostText.Problems(XGBoostText.File([], "reg:mine")));
        Assert.Equal("RM016", problem.Code);
        Assert.Contains("reg:mine", problem.Message, StringComparison.Ordinal);
        Assert.Contains("binary:logitraw", problem.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void UBJSON_may_use_any_width_of_integers_and_any_kind_of_array()
    {
        string json = XGBoostText.File([XGBoostText.Stump(1, "5E-1", 1), XGBoostText.Stump(0, "-1", 0, "2.5E-1", "5E-1")], "binary:logistic", "\"2.5E-1\"");
        IMarginModel expected = XGBoostText.Load(json);
        foreach (UbjsonStyle style in Enum.GetValues<UbjsonStyle>())
        {
            var model = (IMarginModel)RiskModel.Load(UbjsonWriter.Write(json, style), style.ToString());
            Assert.Equal("xgboost-ubj", model.Info.Format);
            foreach (float[] row in (float[][])[[0, 0], [-2, 1], [NaN, NaN], [5, 0.5f]])
            {
                Assert.Equal(XGBoostText.Margins(expected, row), XGBoostText.Margins(model, row));
            }
        }
    }

    [Fact]
    public void A_byte_order_mark_and_white_space_are_no_problem()
    {
        string json = "\uFEFF \r\n\t" + XGBoostText.File([XGBoostText.Leaf("1")]).Replace(",", " ,\n ", StringComparison.Ordinal);
        Assert.Equal(1, XGBoostText.Margin(XGBoostText.Load(json), 0, 0));
    }

    [Fact]
    public void Names_may_have_escapes()
    {
        string json = XGBoostText.File([]).Replace("\"feature_names\":[]", """
            "feature_names":["a \"b\"","\u00e9\\"]
            """, StringComparison.Ordinal);
        Assert.Equal(["a \"b\"", "é\\"], XGBoostText.Load(json).Info.FeatureNames);
        Assert.Equal(["a \"b\"", "é\\"], RiskModel.Load(UbjsonWriter.Write(json), "u").Info.FeatureNames);
    }
}
