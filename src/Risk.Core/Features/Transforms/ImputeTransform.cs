using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>x, or a fixed value when x is missing.</summary>
internal sealed class ImputeTransform : NumberTransform
{
    public const int Fill = 0;
    public const int Strategy = 1;

    public const string Mean = "mean";
    public const string Median = "median";
    public const string MostFrequent = "most_frequent";

    public override string Name => "impute";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("value", ParameterKind.Number) { IsFitted = true },
        new("strategy", ParameterKind.Word) { IsFitSetting = true, Default = Median, Words = [Mean, Median, MostFrequent] },
    ];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new NumberStep(NumberOperation.Fill, lowering.Number(node.Inputs[0]), First: node.Number(Fill)));
}
