using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The Jaro-Winkler similarity of two texts, 0 to 1.</summary>
internal sealed class JaroWinklerTransform : NumberTransform
{
    public override string Name => "jaro_winkler";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Text, ValueKinds.Text];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new JaroWinklerFunction(lowering.Text(node.Inputs[0]), lowering.Text(node.Inputs[1])));
}
