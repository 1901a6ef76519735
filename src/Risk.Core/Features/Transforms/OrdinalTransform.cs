using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The position of the category in a list, from 0; another number for unknown ones.</summary>
internal sealed class OrdinalTransform : NumberTransform
{
    public const int Categories = 0;
    public const int Unknown = 1;
    public const int Most = 2;

    public override string Name => "ordinal";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("categories", ParameterKind.Categories) { IsFitted = true },
        new("unknown", ParameterKind.Number) { Default = -1.0 },
        new("most", ParameterKind.Integer) { IsFitSetting = true, Default = 1024, Minimum = 1, Maximum = 1_000_000 },
    ];

    public override int Lower(TransformNode node, Lowering lowering)
    {
        Category[] categories = node.Categories(Categories);
        double[] ordinals = [.. Enumerable.Range(0, categories.Length).Select(i => (double)i)];
        return lowering.AddCategoryTable(node.Inputs[0], categories, ordinals, node.Number(Unknown), double.NaN, reportsUnknown: true);
    }
}
