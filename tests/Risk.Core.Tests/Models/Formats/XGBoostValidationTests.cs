using System.Text;
using Risk.Models.Trees;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Files that must not load: the problem names the field.</summary>
public class XGBoostValidationTests
{
    private const string Trees = "learner.gradient_booster.model.trees";

    [Theory]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[1,-1,7]", "RM030", "trees[0].left_children[2]")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[0,-1,-1]", "RM030", "trees[0].left_children[0]")]
    [InlineData("\"right_children\":[2,-1,-1]", "\"right_children\":[1,-1,-1]", "RM030", "trees[0].right_children[0]")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[1,0,-1]", "RM030", "trees[0].left_children[1]")]
    [InlineData("\"right_children\":[2,-1,-1]", "\"right_children\":[-5,-1,-1]", "RM030", "trees[0].right_children[0]")]
    [InlineData("\"right_children\":[2,-1,-1]", "\"right_children\":[2,-1]", "RM013", "trees[0].right_children")]
    [InlineData("\"right_children\":[2,-1,-1]", "\"right\":[2,-1,-1]", "RM013", "trees[0].right_children")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[]", "RM013", "trees[0].left_children")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[1.5,-1,-1]", "RM011", "trees[0].left_children[0]")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[99999999999,-1,-1]", "RM011", "trees[0].left_children[0]")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":[\"a\",-1,-1]", "RM011", "trees[0].left_children[0]")]
    [InlineData("\"left_children\":[1,-1,-1]", "\"left_children\":{\"a\":1}", "RM011", "trees[0].left_children")]
    [InlineData("\"split_indices\":[0,0,0]", "\"split_indices\":[2,0,0]", "RM032", "trees[0].split_indices[0]")]
    [InlineData("\"split_indices\":[0,0,0]", "\"split_indices\":[-1,0,0]", "RM032", "trees[0].split_indices[0]")]
    [InlineData("\"split_conditions\":[0,1,2]", "\"split_conditions\":[NaN,1,2]", "RM031", "trees[0].split_conditions[0]")]
    [InlineData("\"split_conditions\":[0,1,2]", "\"split_conditions\":[0,NaN,2]", "RM033", "trees[0].split_conditions[1]")]
    [InlineData("\"split_conditions\":[0,1,2]", "\"split_conditions\":[0,1,1E99]", "RM033", "trees[0].split_conditions[2]")]
    [InlineData("\"split_conditions\":[0,1,2]", "\"split_conditions\":[0,1,null]", "RM011", "trees[0].split_conditions[2]")]
    [InlineData("\"split_type\":[0,0,0]", "\"split_type\":[2,0,0]", "RM014", "trees[0].split_type[0]")]
    [InlineData("\"split_type\":[0,0,0]", "\"split_type\":[1,0,0]", "RM014", "trees[0].split_type[0]")]
    [InlineData("\"sum_hessian\":[4,3,1]", "\"sum_hessian\":[4,-3,1]", "RM034", "trees[0].sum_hessian[1]")]
    [InlineData("\"sum_hessian\":[4,3,1]", "\"sum_hessian\":[4,NaN,1]", "RM034", "trees[0].sum_hessian[1]")]
    [InlineData("\"num_nodes\":\"3\"", "\"num_nodes\":\"2147483647\"", "RM013", "trees[0].tree_param.num_nodes")]
    [InlineData("\"num_nodes\":\"3\"", "\"num_nodes\":\"-1\"", "RM012", "trees[0].tree_param.num_nodes")]
    [InlineData("\"num_nodes\":\"3\"", "\"num_nodes\":\"many\"", "RM011", "trees[0].tree_param.num_nodes")]
    public void A_damaged_tree_is_refused_by_its_field(string sound, string damaged, string code, string path)
    {
        string json = XGBoostText.File([XGBoostText.Stump()]);
        Assert.Contains(sound, json, StringComparison.Ordinal);
        RiskDiagnostic problem = XGBoostText.Problems(json.Replace(sound, damaged, StringComparison.Ordinal))[0];
        Assert.Equal((code, $"learner.gradient_booster.model.{path}", "model.json"), (problem.Code, problem.Path, problem.File));
    }

    [Theory]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"0\"", "RM032", "learner.learner_model_param.num_feature")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"65536\"", "RM032", "learner.learner_model_param.num_feature")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"2147483648\"", "RM012", "learner.learner_model_param.num_feature")]
    [InlineData("\"num_feature\":\"2\"", "\"features\":\"2\"", "RM013", "learner.learner_model_param.num_feature")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"1000000\"", "RM012", "learner.learner_model_param.num_class")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"-3\"", "RM012", "learner.learner_model_param.num_class")]
    [InlineData("\"num_target\":\"1\"", "\"num_target\":\"1e300\"", "RM012", "learner.learner_model_param.num_target")]
    [InlineData("\"base_score\":\"0E0\"", "\"base_score\":\"[1,2]\"", "RM013", "learner.learner_model_param.base_score")]
    [InlineData("\"base_score\":\"0E0\"", "\"base_score\":\"half\"", "RM011", "learner.learner_model_param.base_score")]
    [InlineData("\"base_score\":\"0E0\"", "\"base_score\":{}", "RM011", "learner.learner_model_param.base_score")]
    [InlineData("\"base_score\":\"0E0\",", "", "RM013", "learner.learner_model_param.base_score")]
    [InlineData("\"num_trees\":\"1\"", "\"num_trees\":\"2\"", "RM013", "learner.gradient_booster.model.gbtree_model_param.num_trees")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[1]", "RM035", "learner.gradient_booster.model.tree_info[0]")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[-1]", "RM035", "learner.gradient_booster.model.tree_info[0]")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[0,0]", "RM013", "learner.gradient_booster.model.tree_info")]
    [InlineData("\"trees\":[{", "\"trees\":[7,{", "RM011", "learner.gradient_booster.model.trees[0]")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":\"gbforest\"", "RM016", "learner.gradient_booster.name")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":\"dart\"", "RM013", "learner.gradient_booster.weight_drop")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":\"gblinear\"", "RM013", "learner.gradient_booster.model.weights")]
    [InlineData("\"name\":\"gbtree\"", "\"name\":5", "RM011", "learner.gradient_booster.name")]
    [InlineData("\"feature_names\":[]", "\"feature_names\":[\"a\"]", "RM013", "learner.feature_names")]
    [InlineData("\"feature_names\":[]", "\"feature_names\":[\"a\",2]", "RM011", "learner.feature_names[1]")]
    [InlineData("\"objective\":{\"name\":\"reg:squarederror\"}", "\"objective\":{}", "RM013", "learner.objective.name")]
    public void A_damaged_header_is_refused_by_its_field(string sound, string damaged, string code, string path)
    {
        string json = XGBoostText.File([XGBoostText.Stump()]);
        Assert.Contains(sound, json, StringComparison.Ordinal);
        Assert.Contains((code, path), XGBoostText.Problems(json.Replace(sound, damaged, StringComparison.Ordinal)).Select(problem => (problem.Code, problem.Path!)));
    }

    [Theory]
    [InlineData("\"categories\":[0,2,40]", "\"categories\":[0,-2,40]", "categories[1]")]
    [InlineData("\"categories\":[0,2,40]", "\"categories\":[0,2,16777216]", "categories[2]")]
    [InlineData("\"categories_segments\":[0]", "\"categories_segments\":[1]", "categories_segments[0]")]
    [InlineData("\"categories_sizes\":[3]", "\"categories_sizes\":[-3]", "categories_segments[0]")]
    [InlineData("\"categories_sizes\":[3]", "\"categories_sizes\":[2147483647]", "categories_segments[0]")]
    [InlineData("\"categories_sizes\":[3]", "\"categories_sizes\":[3,3]", "categories_segments")]
    [InlineData("\"categories_nodes\":[0]", "\"categories_nodes\":[1]", "split_type[0]")]
    public void Damaged_categories_are_refused_by_their_field(string sound, string damaged, string path)
    {
        string json = XGBoostText.File([XGBoostText.Stump(type: 1, categories: [0, 2, 40])]);
        Assert.Contains(sound, json, StringComparison.Ordinal);
        Assert.Equal($"{Trees}[0].{path}", XGBoostText.Problems(json.Replace(sound, damaged, StringComparison.Ordinal))[0].Path);
    }

    [Fact]
    public void Sets_of_categories_may_not_take_much_more_memory_than_the_file()
    {
        string[] trees = [.. Enumerable.Repeat(XGBoostText.Stump(type: 1, categories: [16_777_215]), 20)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        RiskDiagnostic problem = XGBoostText.Problems(XGBoostText.File(trees))[0];
        Assert.Equal(("RM014", $"{Trees}[2].categories_nodes[0]"), (problem.Code, problem.Path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.Equal(2, XGBoostText.Margin(XGBoostText.Load(XGBoostText.File(trees[..1])), 16_777_215, 0));
    }

    [Fact]
    public void All_problems_are_told_together_and_the_many_are_counted()
    {
        string tree = XGBoostText.Stump(feature: 9, threshold: "NaN", left: "NaN");
        IReadOnlyList<RiskDiagnostic> problems = XGBoostText.Problems(XGBoostText.File([tree, tree], "reg:mine", "\"x\""));
        Assert.Equal(["RM011", "RM016", "RM013", "RM032", "RM031", "RM033", "RM032", "RM031", "RM033"], problems.Select(problem => problem.Code));

        problems = XGBoostText.Problems(XGBoostText.File([.. Enumerable.Repeat(tree, 100)]));
        Assert.Equal(21, problems.Count);
        Assert.Equal("RM005", problems[20].Code);
        Assert.StartsWith("… and ", problems[20].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TreeEnsembleDefinition.MaximumDepth, true)]
    [InlineData(TreeEnsembleDefinition.MaximumDepth + 1, false)]
    [InlineData(10_000, false)]
    [InlineData(100_000, false)]
    public void A_tree_may_be_deep_but_not_absurd(int depth, bool loads)
    {
        string json = XGBoostText.File([Chain(depth)]);
        if (loads)
        {
            Assert.Equal(depth, XGBoostText.Load(json).Info.MaximumDepth);
        }
        else
        {
            RiskDiagnostic problem = Assert.Single(XGBoostText.Problems(json));
            Assert.Equal(("RM037", $"{Trees}[0]"), (problem.Code, problem.Path));
        }
    }

    [Fact]
    public void A_wide_tree_of_more_than_65_535_nodes_loads()
    {
        const int Depth = 16;
        int inner = (1 << Depth) - 1;
        int count = (2 << Depth) - 1;
        string Join(Func<int, int> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
        string tree = $$"""
            {"default_left":[{{Join(_ => 0)}}],"left_children":[{{Join(i => i < inner ? (2 * i) + 1 : -1)}}],"right_children":[{{Join(i => i < inner ? (2 * i) + 2 : -1)}}],
            "split_conditions":[{{Join(i => i)}}],"split_indices":[{{Join(_ => 0)}}],"tree_param":{"num_nodes":"{{count}}"} }
            """;
        Assert.Equal(1 << Depth, XGBoostText.LoadTree(tree).Info.LeafCount);
        Assert.Equal(count - 1, XGBoostText.Margin(XGBoostText.LoadTree(tree), float.PositiveInfinity, 0));
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        byte[] json = Encoding.UTF8.GetBytes(XGBoostText.File([XGBoostText.Stump(type: 1, categories: [1, 2])]));
        byte[] ubjson = UbjsonWriter.Write(Encoding.UTF8.GetString(json), UbjsonStyle.Typed);
        foreach (byte[] file in (byte[][])[json, ubjson])
        {
            for (int length = 0; length < file.Length; length++)
            {
                IReadOnlyList<RiskDiagnostic> problems = Assert.Throws<RiskFormatException>(() => RiskModel.Load(file.AsMemory(0, length), "cut")).Diagnostics;
                Assert.Contains(problems, problem => problem.Code is "RM001" or "RM010");
            }
        }
    }

    [Fact]
    public void Something_after_the_end_is_refused()
    {
        Assert.Equal("RM010", XGBoostText.Problems(XGBoostText.File([]) + "}")[0].Code);
        byte[] ubjson = UbjsonWriter.Write(XGBoostText.File([]));
        Assert.Throws<RiskFormatException>(() => RiskModel.Load((byte[])[.. ubjson, 0], "long"));
    }

    [Theory]
    [InlineData("L\0\0\0\0\u007F\u00FF\u00FF\u00FF")]
    [InlineData("L\u007F\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("L\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("M\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("l\u007F\u00FF\u00FF\u00FF")]
    [InlineData("m\u00FF\u00FF\u00FF\u00FF")]
    [InlineData("d\0\0\0\0")]
    [InlineData("S")]
    public void An_absurd_length_is_refused_without_taking_memory(string length)
    {
        byte[] marker = Encoding.Latin1.GetBytes(length);
        foreach (string container in (string[])["[$d#", "[$l#", "[$Z#", "[$T#", "[$S#", "[#", "{#", "{$U#", "S", "H"])
        {
            byte[] file = [.. "{U\u0007learner{U\u000dfeature_names"u8, .. Encoding.ASCII.GetBytes(container), .. marker, .. "}}"u8];
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal("RM010", Assert.Throws<RiskFormatException>(() => RiskModel.Load(file, "absurd")).Diagnostics[^1].Code);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Values_nested_without_end_are_refused_without_recursion()
    {
        foreach (string bracket in (string[])["[", "{\"a\":"])
        {
            string json = $$"""{"learner":{},"x":{{string.Concat(Enumerable.Repeat(bracket, 1_000_000))}}""";
            Assert.Contains("nested", XGBoostText.Problems(json)[0].Message, StringComparison.Ordinal);
        }

        byte[] ubjson = [.. "{U\u0007learner"u8, .. Enumerable.Repeat((byte)'[', 1_000_000)];
        Assert.Contains("nested", Assert.Throws<RiskFormatException>(() => RiskModel.Load(ubjson, "deep")).Diagnostics[^1].Message, StringComparison.Ordinal);
    }

    // Every left child is the next test, every right child a leaf.
    private static string Chain(int depth)
    {
        int count = (2 * depth) + 1;
        string Join(Func<int, int> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
        return $$"""
            {"default_left":[{{Join(_ => 0)}}],"left_children":[{{Join(i => i < depth - 1 ? i + 1 : i == depth - 1 ? 2 * depth : -1)}}],
            "right_children":[{{Join(i => i < depth ? depth + i : -1)}}],"split_conditions":[{{Join(i => -i)}}],"split_indices":[{{Join(_ => 0)}}],
            "tree_param":{"num_nodes":"{{count}}"} }
            """;
    }
}
