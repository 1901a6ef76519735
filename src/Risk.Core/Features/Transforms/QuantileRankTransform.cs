using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>Where x lies among fitted quantiles, 0 to 1, linear between them.</summary>
internal sealed class QuantileRankTransform : NumberTransform
{
    public const int Quantiles = 0;
    public const int Count = 1;

    public override string Name => "quantile_rank";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("quantiles", ParameterKind.NonDescending) { IsFitted = true, MinimumCount = 2 },
        new("count", ParameterKind.Integer) { IsFitSetting = true, Default = 101, Minimum = 2, Maximum = 10_001 },
    ];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new QuantileRank(lowering.Number(node.Inputs[0]), node.Numbers(Quantiles)));
}
