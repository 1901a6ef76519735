using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>1 when the input is missing, else 0.</summary>
internal sealed class IsMissingTransform : NumberTransform
{
    public override string Name => "is_missing";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Any];

    public override int Lower(TransformNode node, Lowering lowering) =>
        (lowering.KindOf(node.Inputs[0]) & (ValueKinds.Number | ValueKinds.Timestamp)) != 0
            ? lowering.Add(new NumberStep(NumberOperation.IsMissing, lowering.Number(node.Inputs[0])))
            : lowering.AddCategoryTable(node.Inputs[0], [], [], unknown: 0, missing: 1, reportsUnknown: false);
}
