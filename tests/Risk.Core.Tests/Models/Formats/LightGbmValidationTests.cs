using System.Text;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Files that must not load: the problem names the field and its line.</summary>
public class LightGbmValidationTests
{
    private const string Set = "cat_boundaries=0 2\ncat_threshold=5 256";

    [Theory]
    [InlineData("left_child=-1", "left_child=0", "RM030", "Tree=0.left_child[0]")]
    [InlineData("left_child=-1", "left_child=-3", "RM030", "Tree=0.left_child[0]")]
    [InlineData("left_child=-1", "left_child=5", "RM030", "Tree=0.left_child[0]")]
    [InlineData("left_child=-1", "left_child=-2", "RM030", "Tree=0.right_child[0]")]
    [InlineData("left_child=-1", "left_child=", "RM022", "Tree=0.left_child")]
    [InlineData("left_child=-1", "left=-1", "RM022", "Tree=0.left_child")]
    [InlineData("left_child=-1", "left_child=1.5", "RM021", "Tree=0.left_child[0]")]
    [InlineData("left_child=-1", "left_child=99999999999", "RM021", "Tree=0.left_child[0]")]
    [InlineData("split_feature=0", "split_feature=2", "RM032", "Tree=0.split_feature[0]")]
    [InlineData("split_feature=0", "split_feature=-1", "RM032", "Tree=0.split_feature[0]")]
    [InlineData("threshold=0.5", "threshold=nan", "RM031", "Tree=0.threshold[0]")]
    [InlineData("threshold=0.5", "threshold=half", "RM021", "Tree=0.threshold[0]")]
    [InlineData("decision_type=2", "decision_type=16", "RM026", "Tree=0.decision_type[0]")]
    [InlineData("decision_type=2", "decision_type=12", "RM026", "Tree=0.decision_type[0]")]
    [InlineData("decision_type=2", "decision_type=1", "RM026", "Tree=0.threshold[0]")]
    [InlineData("leaf_value=1 2", "leaf_value=1", "RM022", "Tree=0.leaf_value")]
    [InlineData("leaf_value=1 2", "leaf_value=1 inf", "RM033", "Tree=0.leaf_value[1]")]
    [InlineData("leaf_value=1 2", "leaf_value=nan 1", "RM033", "Tree=0.leaf_value[0]")]
    [InlineData("leaf_count=30 10", "leaf_count=30 -10", "RM034", "Tree=0.leaf_count[1]")]
    [InlineData("num_leaves=2", "num_leaves=0", "RM022", "Tree=0.num_leaves")]
    [InlineData("num_leaves=2", "num_leaves=2147483647", "RM022", "Tree=0.leaf_value")]
    [InlineData("num_leaves=2", "num_leaves=99999999999", "RM021", "Tree=0.num_leaves")]
    [InlineData("num_leaves=2\n", "", "RM022", "Tree=0.num_leaves")]
    [InlineData("max_feature_idx=1", "max_feature_idx=65535", "RM022", "max_feature_idx")]
    [InlineData("max_feature_idx=1", "max_feature_idx=-1", "RM022", "max_feature_idx")]
    [InlineData("max_feature_idx=1\n", "", "RM022", "max_feature_idx")]
    [InlineData("feature_names=x0 x1", "feature_names=x0", "RM022", "feature_names")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=0", "RM022", "num_tree_per_iteration")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=2", "RM022", "num_tree_per_iteration")]
    [InlineData("num_class=1", "num_class=7", "RM022", "num_class")]
    [InlineData("objective=regression", "objective=regresion", "RM023", "objective")]
    [InlineData("objective=regression", "objective=binary sigmoid:0", "RM023", "objective")]
    [InlineData("objective=regression", "objective=binary sigmoid:x", "RM023", "objective")]
    [InlineData("objective=regression", "objective=multiclass num_class:3", "RM022", "objective")]
    [InlineData("version=v4\n", "", "RM022", "version")]
    public void A_damaged_file_is_refused_by_its_field(string sound, string damaged, string code, string path)
    {
        string text = LightGbmText.File(LightGbmText.Stump(0, 0.5, 2));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Contains((code, path), Problems(text.Replace(sound, damaged, StringComparison.Ordinal)).Select(problem => (problem.Code, problem.Path!)));
    }

    [Theory]
    [InlineData("num_cat=1", "num_cat=0", "RM026", "Tree=0.threshold[0]")]
    [InlineData("num_cat=1", "num_cat=2147483647", "RM022", "Tree=0.cat_boundaries")]
    [InlineData("threshold=0\n", "threshold=1\n", "RM026", "Tree=0.threshold[0]")]
    [InlineData("threshold=0\n", "threshold=0.5\n", "RM026", "Tree=0.threshold[0]")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=0 3", "RM026", "Tree=0.cat_boundaries[0]")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=2 0", "RM026", "Tree=0.cat_boundaries[0]")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=-1 2", "RM026", "Tree=0.cat_boundaries[0]")]
    [InlineData("cat_threshold=5 256", "cat_threshold=5 -256", "RM021", "Tree=0.cat_threshold[1]")]
    [InlineData("cat_threshold=5 256", "cat=5", "RM022", "Tree=0.cat_threshold")]
    public void Damaged_categories_are_refused_by_their_field(string sound, string damaged, string code, string path)
    {
        string text = LightGbmText.File(LightGbmText.Stump(0, 0, 1, categories: Set));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Contains((code, path), Problems(text.Replace(sound, damaged, StringComparison.Ordinal)).Select(problem => (problem.Code, problem.Path!)));
    }

    [Theory]
    [InlineData("leaf_features=0 1", "leaf_features=0 2", "RM032", "Tree=0.leaf_coeff[0]")]
    [InlineData("leaf_features=0 1", "leaf_features=0", "RM022", "Tree=0.leaf_features")]
    [InlineData("leaf_coeff=2 -0.5", "leaf_coeff=2 inf", "RM033", "Tree=0.leaf_coeff[0]")]
    [InlineData("num_features=2 0", "num_features=2147483647 2147483647", "RM022", "Tree=0.leaf_features")]
    [InlineData("num_features=2 0", "num_features=3 -1", "RM022", "Tree=0.num_features")]
    [InlineData("leaf_const=10 20", "leaf_const=10", "RM022", "Tree=0.leaf_const")]
    public void Damaged_linear_leaves_are_refused_by_their_field(string sound, string damaged, string code, string path)
    {
        string text = LightGbmText.File(LightGbmText.LinearTree);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Contains((code, path), Problems(text.Replace(sound, damaged, StringComparison.Ordinal)).Select(problem => (problem.Code, problem.Path!)));
    }

    [Fact]
    public void A_problem_has_the_line_of_its_field()
    {
        string text = LightGbmText.File(LightGbmText.Stump(0, 0.5, 2)).Replace("decision_type=2", "decision_type=2 x", StringComparison.Ordinal);
        RiskDiagnostic problem = Problems(text)[0];
        string[] lines = text.Split('\n');
        Assert.Equal("decision_type=2 x", lines[problem.Line - 1]);
        Assert.StartsWith($"model.txt({problem.Line},1): error RM021:", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_before_the_end_of_trees_is_refused()
    {
        byte[] text = Encoding.UTF8.GetBytes(LightGbmText.File(LightGbmText.Stump(0, 0.5, 2)));
        int end = Encoding.UTF8.GetString(text).IndexOf("end of trees", StringComparison.Ordinal) + "end of trees".Length;
        for (int length = 0; length < end; length++)
        {
            Assert.Throws<RiskFormatException>(() => RiskModel.Load(text.AsMemory(0, length), "cut"));
        }
    }

    private static IReadOnlyList<RiskDiagnostic> Problems(string text) =>
        Assert.Throws<RiskFormatException>(() => RiskModel.Load(Encoding.UTF8.GetBytes(text), "model.txt")).Diagnostics;
}
