using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>1 when two categories are the same, 0 when they differ; missing when either is.</summary>
internal sealed class EqualTransform : NumberTransform
{
    public override string Name => "equal";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity, ValueKinds.Identity];

    public override void Validate(TransformNode node, NodeProblems problems)
    {
        bool isNumber = problems.InputKinds[0] == ValueKinds.Number;
        if (isNumber != (problems.InputKinds[1] == ValueKinds.Number))
        {
            problems.Report(FeatureCodes.WrongKind, "equal compares a number with a text, which are never the same.", "Compare two texts, or two numbers.");
        }
    }

    public override int Lower(TransformNode node, Lowering lowering)
    {
        bool fold = lowering.IsExact(node.Inputs[0]) != lowering.IsExact(node.Inputs[1]);
        return lowering.Add(new EqualFunction(lowering.Category(node.Inputs[0], fold), lowering.Category(node.Inputs[1], fold)));
    }
}
