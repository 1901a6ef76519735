using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>Unary operations without parameters: the logarithms and the square root.</summary>
internal sealed class ElementaryTransform(string name, NumberOperation operation) : NumberTransform
{
    public override string Name => name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new NumberStep(operation, lowering.Number(node.Inputs[0])));
}
