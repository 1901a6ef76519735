using Risk.Core.Tests.Models.Formats;
using Risk.Models;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Explanation;

public class TreeExplainerTests
{
    [Fact]
    public void A_feature_that_no_tree_tests_contributes_nothing()
    {
        TreeEnsemble model = Stump(feature: 1);
        double[] contributions = new double[3];
        double bias = model.Explain([5, -1, 7], 0, contributions);
        Tolerance.AssertWithin([0, -1.5, 0], contributions, 1e-15);
        Assert.Equal(2.5, bias);
    }

    [Fact]
    public void A_minimum_of_trees_is_refused()
    {
        TreeEnsemble model = Stump(feature: 0, TreeAggregate.Minimum);
        Assert.Throws<NotSupportedException>(() => model.Explain([0f, 0, 0], 0, new double[3]));
    }

    [Fact]
    public void Spans_and_margins_of_wrong_size_are_programming_errors()
    {
        TreeEnsemble model = Stump(feature: 0);
        Assert.Throws<ArgumentException>(() => model.Explain([0f, 0], 0, new double[3]));
        Assert.Throws<ArgumentException>(() => model.Explain([0f, 0, 0], 0, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain([0f, 0, 0], 1, new double[3]));
    }

    [Fact]
    public void Linear_leaves_add_up_to_the_margin()
    {
        TreeEnsemble model = Assert.IsType<TreeEnsemble>(LightGbmText.Load(LightGbmText.LinearTree));
        double[] contributions = new double[2];
        double[] margin = new double[1];
        foreach (double[] row in (double[][])[[0.5, 2], [3, -1], [double.NaN, 2], [1, double.NaN]])
        {
            model.PredictMargin(row, margin);
            double bias = model.Explain(row, 0, contributions);
            Tolerance.AssertWithin(margin[0], bias + contributions.Sum(), 1e-12, "sum");
        }
    }

    [Fact]
    public void A_tree_as_deep_as_allowed_is_explained_without_recursion()
    {
        const int Depth = TreeEnsembleDefinition.MaximumDepth;
        TreeDefinition chain = new()
        {
            Feature = [.. Enumerable.Range(0, Depth).Select(node => node % 3)],
            Threshold = [.. Enumerable.Range(0, Depth).Select(node => (double)-node)],
            Kind = [.. Enumerable.Repeat(SplitKind.LessOrEqual, Depth)],
            Missing = [.. Enumerable.Repeat(MissingKind.NaN, Depth)],
            DefaultLeft = new bool[Depth],
            Left = [.. Enumerable.Range(0, Depth).Select(node => node + 1 < Depth ? node + 1 : ~0)],
            Right = [.. Enumerable.Range(0, Depth).Select(node => ~(node + 1))],
            CategoryStart = new int[Depth],
            CategoryLength = new int[Depth],
            LeafValue = [.. Enumerable.Range(0, Depth + 1).Select(leaf => (double)leaf)],
        };
        TreeEnsemble model = Model(chain, TreeAggregate.Sum);
        double[] contributions = new double[3];
        double[] margin = new double[1];
        model.PredictMargin([-9_999f, -9_999, -9_999], margin);
        double bias = model.Explain([-9_999f, -9_999, -9_999], 0, contributions);
        Assert.Equal(0, margin[0]);
        Tolerance.AssertWithin(0, bias + contributions.Sum(), 1e-6, "sum");
    }

    [Fact]
    public void Explaining_does_not_allocate_once_the_scratch_has_grown()
    {
        var model = (IExplainableModel)RiskModel.Load(XGBoostGolden.File("deep", "ubj"));
        float[] row = XGBoostGolden.Row("deep", 5);
        double[] contributions = new double[model.FeatureCount];
        AllocationAssert.None(() => model.Explain(row, 0, contributions), calls: 200, warmUp: 200);
    }

    private static TreeEnsemble Stump(int feature, TreeAggregate aggregate = TreeAggregate.Sum) => Model(
        new TreeDefinition
        {
            Feature = [feature],
            Threshold = [0],
            Kind = [SplitKind.LessOrEqual],
            Missing = [MissingKind.NaN],
            DefaultLeft = [true],
            Left = [~0],
            Right = [~1],
            CategoryStart = [0],
            CategoryLength = [0],
            LeafValue = [1, 3],
            NodeCover = [4],
            LeafCover = [1, 3],
        },
        aggregate);

    private static TreeEnsemble Model(TreeDefinition tree, TreeAggregate aggregate) => new(new TreeEnsembleDefinition
    {
        Trees = [tree],
        FeatureCount = 3,
        BaseMargin = [0],
        Arithmetic = TreeArithmetic.Double,
        Aggregate = aggregate,
        Info = new ModelInfo { Kind = "tree-ensemble", Format = "code" },
    });
}
