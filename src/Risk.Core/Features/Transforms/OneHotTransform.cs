using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>One feature for each category: 1 for the input's, 0 for all others; columns for unknown and missing on request.</summary>
internal sealed class OneHotTransform : VectorTransform
{
    public const int Categories = 0;
    public const int Other = 1;
    public const int Missing = 2;
    public const int Most = 3;

    public override string Name => "one_hot";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("categories", ParameterKind.Categories) { IsFitted = true },
        new("other", ParameterKind.Flag) { Default = false },
        new("missing", ParameterKind.Flag) { Default = false },
        new("most", ParameterKind.Integer) { IsFitSetting = true, Default = 32, Minimum = 1, Maximum = ParameterBounds.MostFeatures },
    ];

    public override IReadOnlyList<string> FeatureNames(string name, TransformNode node)
    {
        List<string> names = [.. node.Categories(Categories).Select(c => $"{name}={c}")];
        if (node.Flag(Other))
        {
            names.Add(name + "_other");
        }

        if (node.Flag(Missing))
        {
            names.Add(name + "_missing");
        }

        return names;
    }

    public override void Lower(TransformNode node, Lowering lowering)
    {
        Category[] categories = node.Categories(Categories);
        double[] ordinals = [.. Enumerable.Range(0, categories.Length).Select(i => (double)i)];
        double other = categories.Length;
        double missing = categories.Length + 1;
        int ordinal = lowering.AddCategoryTable(node.Inputs[0], categories, ordinals, other, missing, reportsUnknown: true);
        int count = categories.Length + (node.Flag(Other) ? 1 : 0);
        for (int i = 0; i < count; i++)
        {
            lowering.AddFeature(lowering.Add(new NumberStep(NumberOperation.IsEqual, ordinal, First: i)));
        }

        if (node.Flag(Missing))
        {
            lowering.AddFeature(lowering.Add(new NumberStep(NumberOperation.IsEqual, ordinal, First: missing)));
        }
    }
}
