using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>Feature hashing: each input adds 1, or a sign that its hash gives, to one of a fixed number of buckets.</summary>
internal sealed class HashTransform : VectorTransform
{
    public const int Buckets = 0;
    public const int Signed = 1;

    public static TransformParameter BucketParameter { get; } =
        new("buckets", ParameterKind.Integer) { Minimum = 1, Maximum = ParameterBounds.MostFeatures };

    public override string Name => "hash";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Identity];

    public override int MaximumInputs => 64;

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
        [BucketParameter, new("signed", ParameterKind.Flag) { Default = false }];

    public override IReadOnlyList<string> FeatureNames(string name, TransformNode node) =>
        [.. Enumerable.Range(0, node.Integer(Buckets)).Select(i => $"{name}_{i}")];

    public override void Lower(TransformNode node, Lowering lowering) =>
        lowering.AddHashed(
            node.Integer(Buckets),
            node.Flag(Signed),
            [.. node.Inputs.Select(lowering.Salt)],
            [.. node.Inputs.Select(lowering.Category)]);
}
