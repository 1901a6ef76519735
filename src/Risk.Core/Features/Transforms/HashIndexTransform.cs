using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The bucket of the input's hash as a number, from 0.</summary>
internal sealed class HashIndexTransform : NumberTransform
{
    public const int Buckets = 0;

    public override string Name => "hash_index";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
        [HashTransform.BucketParameter with { Maximum = 1 << 24 }];

    public override int Lower(TransformNode node, Lowering lowering) =>
        lowering.Add(new HashIndexFunction(lowering.Category(node.Inputs[0]), lowering.Salt(node.Inputs[0]), node.Integer(Buckets)));
}
