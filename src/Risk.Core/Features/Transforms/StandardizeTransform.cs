using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>(x - mean) × (1 / deviation).</summary>
internal sealed class StandardizeTransform : NumberTransform
{
    public const int Mean = 0;
    public const int Deviation = 1;

    public override string Name => "standardize";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("mean", ParameterKind.Number) { IsFitted = true },
        new("deviation", ParameterKind.Number) { IsFitted = true, Minimum = ParameterBounds.SmallestScale, Maximum = ParameterBounds.LargestScale },
    ];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new NumberStep(
            NumberOperation.Affine, lowering.Number(node.Inputs[0]), First: node.Number(Mean), Second: 1 / node.Number(Deviation)));
}
