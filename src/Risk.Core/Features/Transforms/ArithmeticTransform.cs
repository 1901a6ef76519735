using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>Sum, difference, product and ratio of two numbers.</summary>
internal sealed class ArithmeticTransform(string name, NumberOperation operation) : NumberTransform
{
    public override string Name => name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number, ValueKinds.Number];

    public override int Lower(TransformNode node, Lowering lowering)
    {
        int left = lowering.Number(node.Inputs[0]);
        return lowering.Add(new NumberStep(operation, left, lowering.Number(node.Inputs[1])));
    }
}
