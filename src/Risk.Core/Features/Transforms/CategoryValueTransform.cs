using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>
/// A number for each category: the target's mean (with the prior for unknown ones) or the category's frequency (with 0
/// for unknown ones). Missing stays missing.
/// </summary>
internal sealed class CategoryValueTransform : NumberTransform
{
    public const int Categories = 0;
    public const int Values = 1;
    public const int Unknown = 2;
    public const int Most = 3;

    /// <summary>Only of the target mean: how many observations of the prior each category starts with.</summary>
    public const int PriorWeight = 4;

    private readonly string _name;

    private CategoryValueTransform(string name, TransformParameter unknown, params TransformParameter[] settings)
    {
        _name = name;
        Parameters =
        [
            new("categories", ParameterKind.Categories) { IsFitted = true },
            new("values", ParameterKind.Numbers) { IsFitted = true },
            unknown,
            new("most", ParameterKind.Integer) { IsFitSetting = true, Default = 10_000, Minimum = 1, Maximum = 1_000_000 },
            .. settings,
        ];
    }

    public static CategoryValueTransform TargetMean { get; } = new(
        "target_mean",
        new("prior", ParameterKind.Number) { IsFitted = true },
        new TransformParameter("prior_weight", ParameterKind.Number) { IsFitSetting = true, Default = 20.0, Minimum = 0, Maximum = 1e9 });

    public static CategoryValueTransform Frequency { get; } =
        new("frequency", new("unknown", ParameterKind.Number) { Default = 0.0 });

    public override string Name => _name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity];

    public override IReadOnlyList<TransformParameter> Parameters { get; }

    public override bool CategoriesAreOrdered => false;

    public override void Validate(TransformNode node, NodeProblems problems)
    {
        if (node.Value(Categories) is Category[] categories && node.Value(Values) is double[] values && categories.Length != values.Length)
        {
            problems.Report(
                FeatureCodes.BadCategories,
                Values,
                $"There are {categories.Length} categories and {values.Length} values.",
                "Give one value for each category, in the same order.");
        }
    }

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.AddCategoryTable(
            node.Inputs[0], node.Categories(Categories), node.Numbers(Values), node.Number(Unknown), double.NaN, reportsUnknown: true);
}
