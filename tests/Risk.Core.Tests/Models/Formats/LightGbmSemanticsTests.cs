using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>What LightGBM does, line by line: each test is one rule of its prediction code.</summary>
public class LightGbmSemanticsTests
{
    private const int Categorical = 1;
    private const int DefaultLeft = 2;
    private const int MissingNone = 0;
    private const int MissingZero = 4;
    private const int MissingNaN = 8;
    private const double NaN = double.NaN;
    private const double ZeroThreshold = 1e-35f;
    private const double Left = 1;
    private const double Right = 2;

    [Fact]
    public void A_value_equal_to_the_threshold_goes_left_and_the_next_double_right()
    {
        const double Threshold = 0.1;
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, Threshold, MissingNaN));
        Assert.Equal(Left, LightGbmText.Margin(model, Threshold, 0));
        Assert.Equal(Left, LightGbmText.Margin(model, Math.BitDecrement(Threshold), 0));
        Assert.Equal(Right, LightGbmText.Margin(model, Math.BitIncrement(Threshold), 0));
    }

    [Fact]
    public void A_float32_row_is_compared_in_double()
    {
        // 0.1f is above 0.1, so it goes right of the threshold 0.1, which a threshold rounded to nearest would not see.
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, 0.1, MissingNaN));
        double[] margin = new double[1];
        model.PredictMargin([0.1f, 0], margin);
        Assert.Equal(Right, margin[0]);
        model.PredictMargin([MathF.BitDecrement(0.1f), 0], margin);
        Assert.Equal(Left, margin[0]);
    }

    [Fact]
    public void Negative_zero_is_zero()
    {
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, 0, MissingNone));
        Assert.Equal(Left, LightGbmText.Margin(model, -0.0, 0));
        Assert.Equal(Left, LightGbmText.Margin(model, 0.0, 0));
    }

    [Theory]
    // Missing none: NaN is 0 and compared; the default side doesn't count.
    [InlineData(MissingNone, 0.5, NaN, Left)]
    [InlineData(MissingNone | DefaultLeft, -0.5, NaN, Right)]
    [InlineData(MissingNone, -0.5, 0, Right)]
    // Missing zero: zero, what counts as zero, and NaN take the default side.
    [InlineData(MissingZero, 0.5, NaN, Right)]
    [InlineData(MissingZero, 0.5, 0, Right)]
    [InlineData(MissingZero, 0.5, ZeroThreshold, Right)]
    [InlineData(MissingZero, 0.5, -ZeroThreshold, Right)]
    [InlineData(MissingZero, 0.5, 2e-35, Left)]
    [InlineData(MissingZero | DefaultLeft, -0.5, NaN, Left)]
    [InlineData(MissingZero | DefaultLeft, -0.5, -0.0, Left)]
    [InlineData(MissingZero | DefaultLeft, -0.5, 1, Right)]
    // Missing NaN: NaN takes the default side, zero is compared.
    [InlineData(MissingNaN, 0.5, NaN, Right)]
    [InlineData(MissingNaN, 0.5, 0, Left)]
    [InlineData(MissingNaN | DefaultLeft, -0.5, NaN, Left)]
    [InlineData(MissingNaN | DefaultLeft, -0.5, 0, Right)]
    public void Missing_values_follow_the_decision_type(int decision, double threshold, double value, double expected)
    {
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, threshold, decision));
        Assert.Equal(expected, LightGbmText.Margin(model, value, 0));
    }

    [Theory]
    // |x| <= 1e-35 arrives as 0 at LightGBM's interface, whatever the threshold.
    [InlineData(0, 1e-36, Left)]
    [InlineData(0, ZeroThreshold, Left)]
    [InlineData(0, 2e-35, Right)]
    [InlineData(5e-36, 9e-36, Left)]
    [InlineData(-5e-36, -9e-36, Right)]
    [InlineData(-5e-36, -ZeroThreshold, Right)]
    [InlineData(-5e-36, -2e-35, Left)]
    [InlineData(ZeroThreshold, ZeroThreshold, Left)]
    [InlineData(-2e-35, -2e-35, Left)]
    public void Tiny_values_are_zero(double threshold, double value, double expected)
    {
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, threshold, MissingNaN));
        Assert.Equal(expected, LightGbmText.Margin(model, value, 0));
    }

    [Theory]
    // The set holds 0, 2 and 40.
    [InlineData(0, Left)]
    [InlineData(2, Left)]
    [InlineData(2.9, Left)]
    [InlineData(-0.5, Left)]
    [InlineData(40, Left)]
    [InlineData(1, Right)]
    [InlineData(-1, Right)]
    [InlineData(64, Right)]
    [InlineData(1e9, Right)]
    [InlineData(1e300, Right)]
    [InlineData(double.PositiveInfinity, Right)]
    [InlineData(double.NegativeInfinity, Right)]
    [InlineData(NaN, Right)]
    public void Categories_in_the_set_go_left_and_everything_else_right(double value, double expected)
    {
        const string Set = "cat_boundaries=0 2\ncat_threshold=5 256";
        foreach (int missing in (int[])[MissingNone, MissingZero, MissingNaN, MissingNaN | DefaultLeft])
        {
            IMarginModel model = LightGbmText.Load(LightGbmText.Stump(1, 0, Categorical | missing, categories: Set));
            Assert.Equal(expected, LightGbmText.Margin(model, 0, value));
        }
    }

    [Fact]
    public void A_tree_of_one_leaf_has_no_split_arrays()
    {
        IMarginModel model = LightGbmText.Load("num_leaves=1\nnum_cat=0\nsplit_feature=\nleaf_value=-0.25\nshrinkage=1");
        Assert.Equal(-0.25, LightGbmText.Margin(model, NaN, 1));
        Assert.Equal(1, model.Info.LeafCount);
        Assert.Equal(0, model.Info.MaximumDepth);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tree_sizes=1 99999999999 -3")]
    [InlineData("tree_sizes=")]
    public void Tree_sizes_do_not_matter(string line)
    {
        IMarginModel model = LightGbmText.Load(LightGbmText.Stump(0, 0, MissingNaN), header: line);
        Assert.Equal(Left, LightGbmText.Margin(model, 0, 0));
    }

    [Fact]
    public void Trees_add_up_in_double_in_file_order()
    {
        string[] trees = [Leaf(1e16), Leaf(1), Leaf(-1e16), Leaf(0.1)];
        IMarginModel model = LightGbmText.LoadFile(LightGbmText.FileOf(trees));
        Ulp.AssertBitEqual(1e16 + 1 - 1e16 + 0.1, LightGbmText.Margin(model, 0, 0));
    }

    [Fact]
    public void Trees_go_round_the_classes()
    {
        string[] trees = [Leaf(1), Leaf(2), Leaf(3), Leaf(10), Leaf(20), Leaf(30)];
        IMarginModel model = LightGbmText.LoadFile(LightGbmText.FileOf(trees, "multiclass num_class:3", treesPerIteration: 3));
        double[] margins = new double[3];
        model.PredictMargin([0.0, 0], margins);
        Assert.Equal([11, 22, 33], margins);
    }

    [Fact]
    public void A_random_forest_averages_and_then_applies_the_link()
    {
        IMarginModel model = LightGbmText.LoadFile(LightGbmText.FileOf([Leaf(1), Leaf(2), Leaf(6)], "binary sigmoid:1", "average_output"));
        Assert.Equal(3, LightGbmText.Margin(model, 0, 0));
        Ulp.AssertWithin(1 / (1 + Math.Exp(-3)), LightGbmText.Link(model, 3)[0], 2);
        Assert.Empty(model.Info.Warnings);
    }

    [Fact]
    public void A_random_forest_of_LightGBM_2_warns()
    {
        IMarginModel model = LightGbmText.Load(Leaf(1), "binary sigmoid:1", "average_output", "v2");
        Assert.Equal("RM025", Assert.Single(model.Info.Warnings).Code);
        Ulp.AssertWithin(1 / (1 + Math.Exp(-1)), LightGbmText.Link(model, 1)[0], 2);
    }

    [Theory]
    [InlineData("binary sigmoid:1", 0.5, 0.62245933120185459)]
    [InlineData("binary sigmoid:2", 0.5, 0.73105857863000490)]
    [InlineData("cross_entropy", 0.5, 0.62245933120185459)]
    [InlineData("cross_entropy_lambda", 0.5, 0.97407698418010668)]
    [InlineData("poisson", 0.5, 1.6487212707001282)]
    [InlineData("gamma", 0.5, 1.6487212707001282)]
    [InlineData("tweedie tweedie_variance_power:1.5", 0.5, 1.6487212707001282)]
    [InlineData("regression", 0.5, 0.5)]
    [InlineData("regression sqrt", -0.5, -0.25)]
    [InlineData("regression sqrt", 1.5, 2.25)]
    [InlineData("regression_l1", 0.5, 0.5)]
    [InlineData("huber", 0.5, 0.5)]
    [InlineData("fair", 0.5, 0.5)]
    [InlineData("quantile alpha:0.9", 0.5, 0.5)]
    [InlineData("mape", 0.5, 0.5)]
    [InlineData("lambdarank", 0.5, 0.5)]
    [InlineData("rank_xendcg", 0.5, 0.5)]
    [InlineData("custom", 0.5, 0.5)]
    [InlineData("", 0.5, 0.5)]
    public void Every_objective_has_its_link(string objective, double margin, double expected)
    {
        IMarginModel model = LightGbmText.Load(Leaf(0), objective);
        Ulp.AssertWithin(expected, LightGbmText.Link(model, margin)[0], 2);
        Assert.Equal(objective.Length == 0 ? null : objective, model.Info.Objective);
    }

    [Fact]
    public void Multiclass_is_softmax_and_one_against_all_is_not_normalized()
    {
        string[] trees = [Leaf(1), Leaf(1)];
        IMarginModel softmax = LightGbmText.LoadFile(LightGbmText.FileOf(trees, "multiclass num_class:2", treesPerIteration: 2));
        double[] outputs = LightGbmText.Link(softmax, 1000, 1001);
        Ulp.AssertWithin(1 / (1 + Math.E), outputs[0], 2);
        Ulp.AssertWithin(Math.E / (1 + Math.E), outputs[1], 2);

        IMarginModel each = LightGbmText.LoadFile(LightGbmText.FileOf(trees, "multiclassova num_class:2 sigmoid:2", treesPerIteration: 2));
        Ulp.AssertWithin(1 / (1 + Math.Exp(-2)), LightGbmText.Link(each, 1, 1)[0], 2);
        Ulp.AssertWithin(1 / (1 + Math.Exp(-2)), LightGbmText.Link(each, 1, 1)[1], 2);
        Assert.Equal(ModelTask.MulticlassClassification, each.Info.Task);
    }

    [Theory]
    [InlineData(0.5, 2, 10 + (2 * 0.5) - (0.5 * 2))]
    [InlineData(1, -1, 10 + 2 + 0.5)]
    [InlineData(3, NaN, 20)]
    [InlineData(0.5, NaN, 7)]
    public void Linear_leaves_fall_back_to_the_plain_value_when_a_feature_is_missing(double first, double second, double expected) =>
        Assert.Equal(expected, LightGbmText.Margin(LightGbmText.Load(LightGbmText.LinearTree), first, second));

    [Fact]
    public void Early_stopping_of_predictions_is_not_followed_and_told()
    {
        IMarginModel model = LightGbmText.LoadFile(LightGbmText.File(Leaf(1), tail: "[pred_early_stop: 1]\n"));
        Assert.Equal("RM027", Assert.Single(model.Info.Warnings).Code);
        Assert.Empty(LightGbmText.LoadFile(LightGbmText.File(Leaf(1), tail: "[pred_early_stop: 0]\n")).Info.Warnings);
    }

    [Fact]
    public void Pandas_categories_are_told()
    {
        string file = LightGbmText.File(Leaf(1)).Replace("pandas_categorical:null", "pandas_categorical:[[\"a\", \"b\"]]", StringComparison.Ordinal);
        Assert.Equal("RM028", Assert.Single(LightGbmText.LoadFile(file).Info.Warnings).Code);
    }

    [Fact]
    public void A_row_has_as_many_values_as_the_model_has_columns()
    {
        IMarginModel model = LightGbmText.Load(Leaf(1));
        Assert.Equal(2, model.FeatureCount);
        Assert.Throws<ArgumentException>(() => LightGbmText.Margin(model, 1));
        Assert.Throws<ArgumentException>(() => LightGbmText.Margin(model, 1, 2, 3));
    }

    [Fact]
    public void What_the_file_says_of_itself_is_told()
    {
        ModelInfo info = LightGbmText.Load(LightGbmText.Stump(0, 0, MissingNaN), "binary sigmoid:1").Info;
        Assert.Equal("tree-ensemble", info.Kind);
        Assert.Equal("lightgbm-text", info.Format);
        Assert.Equal("v4", info.FormatVersion);
        Assert.Equal(["x0", "x1"], info.FeatureNames);
        Assert.Equal(ModelTask.BinaryClassification, info.Task);
        Assert.True(info.PrefersDouble);
        Assert.Equal((1, 2, 1), (info.TreeCount, info.LeafCount, info.MaximumDepth));
    }

    [Theory]
    [InlineData("v2", null)]
    [InlineData("v3", null)]
    [InlineData("v4", null)]
    [InlineData("v5", "RM024")]
    public void Versions_are_read_or_warned_of(string version, string? warning)
    {
        ModelInfo info = LightGbmText.Load(Leaf(1), version: version).Info;
        Assert.Equal(warning, info.Warnings.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Windows_line_ends_are_read()
    {
        string file = LightGbmText.File(LightGbmText.Stump(0, 0.5, MissingNaN)).ReplaceLineEndings("\r\n");
        Assert.Equal(Left, LightGbmText.Margin(LightGbmText.LoadFile(file), 0, 0));
    }

    private static string Leaf(double value) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"num_leaves=1\nnum_cat=0\nleaf_value={value:R}\nshrinkage=1");
}
