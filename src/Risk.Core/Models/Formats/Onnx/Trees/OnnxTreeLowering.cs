using Risk.Models.Graph;
using Risk.Models.Trees;

namespace Risk.Models.Formats.Onnx;

/// <summary>Makes a tree operator that is all of a graph into a <see cref="TreeEnsemble"/>, where margins, link and label rule can say the same.</summary>
internal static class OnnxTreeLowering
{
    /// <summary>The ensemble; null when the operator's rules are too odd for one.</summary>
    /// <param name="tree">The operator.</param>
    /// <param name="model">What the file says of it.</param>
    /// <param name="behind">The link that an operator of its own applies behind a regressor.</param>
    /// <param name="featureCount">The number of features of the model.</param>
    /// <param name="results">What the model gives.</param>
    /// <param name="info">The model's description.</param>
    /// <param name="options">The user's choices.</param>
    public static IRiskModel? Lower(
        TreeOperator tree, OnnxTreeModel model, LinkFunction behind, int featureCount, OnnxResults results, ModelInfo info, ModelLoadOptions options)
    {
        bool wholeRow = model.FeatureCount == featureCount && (tree.Inputs[0].Buffer.Feature == 0 || tree.Inputs[0].Type == ElementType.Double);
        bool ownLabel = results.Label is null || (tree.Outputs.Length > 2 && results.Label.Buffer == tree.Outputs[2].Buffer);
        if (!wholeRow || !ownLabel || model.Transform == LinkFunction.OnnxProbit)
        {
            return null;
        }

        TreeEnsembleDefinition? definition = !model.IsClassifier ? Regressor(tree, model, behind, results, info)
            : model.Targets == 2 ? Pair(model, results, info)
            : Classes(model, results, info);
        return definition is null ? null : new TreeEnsemble(definition, options.Trees);
    }

    /// <summary>Targets, of which a single one ignores its transform.</summary>
    private static TreeEnsembleDefinition? Regressor(TreeOperator tree, OnnxTreeModel model, LinkFunction behind, OnnxResults results, ModelInfo info)
    {
        LinkFunction own = model.Targets > 1 ? model.Transform : LinkFunction.Identity;

        // Two links can't be told in one, sums in double that are rounded before the link can't be told at all, and of two
        // targets a model gives both.
        bool rounded = model.IsDouble && tree.Outputs[0].Type == ElementType.Single;
        if ((own != LinkFunction.Identity || rounded) && behind != LinkFunction.Identity || results.Scores[0].Count != model.Targets)
        {
            return null;
        }

        return model.Define(All(model), model.Targets, Base(model), own == LinkFunction.Identity ? behind : own, info with { Kind = "tree-ensemble" });
    }

    /// <summary>Three and more classes that all have votes in every row.</summary>
    private static TreeEnsembleDefinition? Classes(OnnxTreeModel model, OnnxResults results, ModelInfo info)
    {
        bool all = model.Presence.All(presence => presence == TreeScoring.Always);
        LabelRule rule = results.Label is null ? LabelRule.None : LabelRule.LargestMargin;
        return all ? model.Define(All(model), model.Targets, Base(model), model.Transform, info with { Kind = "tree-ensemble", LabelRule = rule }) : null;
    }

    /// <summary>Two classes as one margin, that of the second.</summary>
    private static TreeEnsembleDefinition? Pair(OnnxTreeModel model, OnnxResults results, ModelInfo info)
    {
        bool first = model.Presence[1] == TreeScoring.Never && model.Base.Length < 2;
        bool second = model.Presence[1] == TreeScoring.Always && model.Base.Length < 2 && model.Transform is LinkFunction.Identity or LinkFunction.Sigmoid;
        if (!first && !second)
        {
            return null;
        }

        // Where both classes have votes integer labels are 0 and 1, whatever the file's labels are.
        bool named = model.IsBinary || results.Label?.Type == ElementType.Text || results.Labels is ["0", "1"];
        if (results.Label is not null && !named)
        {
            return null;
        }

        LabelRule rule = results.Label is null ? LabelRule.None
            : model is { IsBinary: true, WeightsArePositive: true } ? LabelRule.MarginAboveHalf
            : LabelRule.MarginAboveZero;
        int[] marginOf = first ? [0, -1] : [-1, 0];
        double[] baseMargin = [first && model.Base.Length == 1 ? model.Base[0] : 0];

        // With votes for the first class alone its sum speaks for the second.
        LinkFunction link = model.Transform == LinkFunction.Sigmoid ? LinkFunction.Sigmoid : LinkFunction.Identity;
        return model.Define(marginOf, 1, baseMargin, link, info with { Kind = "tree-ensemble", LabelRule = rule });
    }

    private static int[] All(OnnxTreeModel model) => [.. Enumerable.Range(0, model.Targets)];

    private static double[] Base(OnnxTreeModel model) => model.Base.Length > 0 ? model.Base : new double[model.Targets];
}
