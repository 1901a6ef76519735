using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The number of edges at or below x: 0 below the first edge, the number of edges from the last one on.</summary>
internal sealed class BucketizeTransform : NumberTransform
{
    public const int Edges = 0;
    public const int Buckets = 1;

    public override string Name => "bucketize";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Number];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("edges", ParameterKind.Ascending) { IsFitted = true },
        new("buckets", ParameterKind.Integer) { IsFitSetting = true, Default = 10, Minimum = 2, Maximum = 4096 },
    ];

    public override int Lower(TransformNode node, Lowering lowering)
    {
        int input = lowering.Number(node.Inputs[0]);
        return lowering.Add(new NumberStep(NumberOperation.Bucketize, input, Data: lowering.AddEdges(node.Numbers(Edges))));
    }
}
