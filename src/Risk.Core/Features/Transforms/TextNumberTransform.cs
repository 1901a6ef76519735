using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>A number from the characters of one text: length, share of digits, IP version.</summary>
internal sealed class TextNumberTransform(string name, TextMeasure measure) : NumberTransform
{
    public override string Name => name;

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Text];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new TextMeasureFunction(lowering.Text(node.Inputs[0]), measure));
}
