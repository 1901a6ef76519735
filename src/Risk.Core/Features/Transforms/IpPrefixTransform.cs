using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>The network an IP address belongs to: its first bits.</summary>
internal sealed class IpPrefixTransform : CategoryTransform
{
    public const int Version4 = 0;
    public const int Version6 = 1;

    public override string Name => "ip_prefix";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Text];

    public override IReadOnlyList<TransformParameter> Parameters { get; } =
    [
        new("v4", ParameterKind.Integer) { Default = 24, Minimum = 1, Maximum = 32 },
        new("v6", ParameterKind.Integer) { Default = 48, Minimum = 1, Maximum = 128 },
    ];

    public override CategorySource Lower(TransformNode node, Lowering lowering) =>
        new IpPrefixSource(lowering.Text(node.Inputs[0]), node.Integer(Version4), node.Integer(Version6));

    public override CategoryDomain Domain(TransformNode node, IReadOnlyList<CategoryDomain> inputs) =>
        new PrefixDomain(node.Integer(Version4), node.Integer(Version6));
}
