using System.Globalization;
using System.Text;
using Risk.Models.Trees;

namespace Risk.Benchmarks.Models;

/// <summary>Writes an ensemble of plain binary trees as LightGBM's text, so that LightGBM itself can score what was made in code.</summary>
internal static class LightGbmText
{
    public static byte[] Write(TreeEnsembleDefinition definition)
    {
        var text = new StringBuilder("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n");
        text.Append(CultureInfo.InvariantCulture, $"max_feature_idx={definition.FeatureCount - 1}\nobjective=binary sigmoid:1\n");
        Line(text, "feature_names", Enumerable.Range(0, definition.FeatureCount).Select(static feature => $"Column_{feature}"));
        Line(text, "feature_infos", Enumerable.Repeat("[-100:100]", definition.FeatureCount));
        text.Append('\n');
        for (int i = 0; i < definition.Trees.Length; i++)
        {
            TreeDefinition tree = definition.Trees[i];
            text.Append(CultureInfo.InvariantCulture, $"Tree={i}\nnum_leaves={tree.LeafCount}\nnum_cat=0\n");
            Line(text, "split_feature", tree.Feature);
            Line(text, "split_gain", tree.Feature.Select(static _ => 1));
            Line(text, "threshold", tree.Threshold.Select(Number));
            Line(text, "decision_type", tree.Feature.Select(static _ => 0));
            Line(text, "left_child", tree.Left);
            Line(text, "right_child", tree.Right);
            Line(text, "leaf_value", tree.LeafValue.Select(Number));
            text.Append("is_linear=0\nshrinkage=1\n\n\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("end of trees\n").ToString());
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Line<T>(StringBuilder text, string name, IEnumerable<T> values) => text.Append(name).Append('=').AppendJoin(' ', values).Append('\n');
}
