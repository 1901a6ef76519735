using System.Globalization;
using System.Text;
using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>XGBoost files written by hand, for the lines of the semantics that no trained model shows alone.</summary>
internal static class XGBoostText
{
    /// <summary>A tree of one test on a feature.</summary>
    public static string Stump(int feature = 0, string threshold = "0", int defaultLeft = 0, string left = "1", string right = "2", int type = 0, int[]? categories = null)
    {
        int[] set = categories ?? [];
        string list = string.Join(',', set);
        string node = type == 1 ? "0" : "";
        string first = type == 1 ? "0" : "";
        string size = type == 1 ? set.Length.ToString(CultureInfo.InvariantCulture) : "";
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"categories":[{{{list}}}],"categories_nodes":[{{{node}}}],"categories_segments":[{{{first}}}],"categories_sizes":[{{{size}}}],
             "default_left":[{{{defaultLeft}}},0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],
             "split_conditions":[{{{threshold}}},{{{left}}},{{{right}}}],"split_indices":[{{{feature}}},0,0],"split_type":[{{{type}}},0,0],
             "sum_hessian":[4,3,1],"tree_param":{"num_nodes":"3","size_leaf_vector":"1"} }
            """);
    }

    /// <summary>A tree of one leaf.</summary>
    public static string Leaf(string value) =>
        $$"""{"default_left":[0],"left_children":[-1],"right_children":[-1],"split_conditions":[{{value}}],"split_indices":[0],"tree_param":{"num_nodes":"1","size_leaf_vector":"0"} }""";

    /// <summary>A file of two features.</summary>
    public static string File(
        string[] trees,
        string objective = "reg:squarederror",
        string baseScore = "\"0E0\"",
        string version = "[1,7,4]",
        int[]? treeInfo = null,
        int classes = 0,
        int targets = 1,
        string? booster = null,
        string attributes = "")
    {
        string info = string.Join(',', treeInfo ?? new int[trees.Length]);
        string model = $$"""{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"{{trees.Length}}"},"tree_info":[{{info}}],"trees":[{{string.Join(',', trees)}}]}""";
        booster ??= """{"model":MODEL,"name":"gbtree"}""";
        booster = booster.Replace("MODEL", model, StringComparison.Ordinal);
        return $$$"""
            {"learner":{"attributes":{ {{{attributes}}} },"feature_names":[],"feature_types":[],"gradient_booster":{{{booster}}},
            "learner_model_param":{"base_score":{{{baseScore}}},"num_class":"{{{classes}}}","num_feature":"2","num_target":"{{{targets}}}"},
            "objective":{"name":"{{{objective}}}"}},"version":{{{version}}}}
            """;
    }

    public static IMarginModel Load(string json) => (IMarginModel)RiskModel.Load(Encoding.UTF8.GetBytes(json), "model.json");

    public static IMarginModel LoadTree(string tree) => Load(File([tree]));

    /// <summary>The problems of a file that must not load.</summary>
    public static IReadOnlyList<RiskDiagnostic> Problems(string json) =>
        Assert.Throws<RiskFormatException>(() => RiskModel.Load(Encoding.UTF8.GetBytes(json), "model.json")).Diagnostics;

    public static double Margin(IMarginModel model, params float[] row) => Margins(model, row)[0];

    public static double[] Margins(IMarginModel model, params float[] row)
    {
        double[] margins = new double[model.MarginCount];
        model.PredictMargin(row, margins);
        return margins;
    }

    public static float[] Outputs(IMarginModel model, params float[] row)
    {
        float[] outputs = new float[model.OutputCount];
        model.Predict(row, outputs);
        return outputs;
    }
}
