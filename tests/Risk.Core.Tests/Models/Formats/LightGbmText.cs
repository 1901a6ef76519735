using System.Globalization;
using System.Text;
using Risk.Models;

namespace Risk.Core.Tests.Models.Formats;

/// <summary>Small LightGBM files written by hand, for the lines of the semantics that the data sets don't have.</summary>
internal static class LightGbmText
{
    /// <summary>Two leaves that are linear models: x0 &lt;= 1 ? 10 + 2·x0 - 0.5·x1 : 20.</summary>
    public const string LinearTree = """
        num_leaves=2
        num_cat=0
        split_feature=0
        threshold=1
        decision_type=2
        left_child=-1
        right_child=-2
        leaf_value=7 8
        leaf_count=30 10
        internal_count=40
        is_linear=1
        leaf_const=10 20
        num_features=2 0
        leaf_features=0 1  
        leaf_coeff=2 -0.5  
        shrinkage=1
        """;

    /// <summary>A tree of one test.</summary>
    public static string Stump(int feature, double threshold, int decision, double left = 1, double right = 2, string? categories = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        num_leaves=2
        num_cat={(categories is null ? 0 : 1)}
        split_feature={feature}
        threshold={threshold:R}
        decision_type={decision}
        left_child=-1
        right_child=-2
        leaf_value={left:R} {right:R}
        leaf_count=30 10
        internal_count=40
        {categories}
        is_linear=0
        shrinkage=1
        """);

    /// <summary>A whole file of two features.</summary>
    public static string File(string tree, string objective = "regression", string header = "", int treesPerIteration = 1, string version = "v4", string tail = "") =>
        FileOf([tree], objective, header, treesPerIteration, version, tail);

    /// <summary>A whole file of two features and several trees.</summary>
    public static string FileOf(string[] trees, string objective = "regression", string header = "", int treesPerIteration = 1, string version = "v4", string tail = "")
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"tree\nversion={version}\nnum_class={treesPerIteration}\nnum_tree_per_iteration={treesPerIteration}\nlabel_index=0\nmax_feature_idx=1\n");
        text.Append(objective.Length == 0 ? "" : $"objective={objective}\n");
        text.Append(header.Length == 0 ? "" : header + "\n");
        text.Append("feature_names=x0 x1\nfeature_infos=[0:1] none\n\n");
        for (int i = 0; i < trees.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Tree={i}\n{trees[i]}\n\n\n");
        }

        return text.Append("end of trees\n\nfeature_importances:\nx0=1\n\nparameters:\n").Append(tail).Append("end of parameters\n\npandas_categorical:null\n").ToString();
    }

    /// <summary>Loads a file of one tree.</summary>
    public static IMarginModel Load(string tree, string objective = "regression", string header = "", string version = "v4") =>
        LoadFile(File(tree, objective, header, 1, version));

    /// <summary>Loads a whole file.</summary>
    public static IMarginModel LoadFile(string text) => (IMarginModel)RiskModel.Load(Encoding.UTF8.GetBytes(text), "model.txt");

    /// <summary>The margin of a row.</summary>
    public static double Margin(IMarginModel model, params double[] row)
    {
        double[] margins = new double[model.MarginCount];
        model.PredictMargin(row, margins);
        return margins[0];
    }

    /// <summary>The outputs for given margins.</summary>
    public static double[] Link(IMarginModel model, params double[] margins)
    {
        double[] outputs = new double[model.OutputCount];
        model.ApplyLink(margins, outputs);
        return outputs;
    }
}
