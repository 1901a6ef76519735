using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The combination of two to eight categories as one category; missing when any of them is.</summary>
internal sealed class CrossTransform : CategoryTransform
{
    public override string Name => "cross";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity, ValueKinds.Identity];

    public override int MaximumInputs => 8;

    public override CategorySource Lower(TransformNode node, Lowering lowering) =>
        new CrossSource([.. node.Inputs.Select(lowering.Category)]);

    public override CategoryDomain Domain(TransformNode node, IReadOnlyList<CategoryDomain> inputs) => new CrossDomain(inputs);
}
