using Risk.Features.Definitions;
using Risk.Features.Evaluation;

namespace Risk.Features.Transforms;

/// <summary>What follows the last @ of an e-mail address.</summary>
internal sealed class EmailDomainTransform : TextTransform
{
    public override string Name => "email_domain";

    public override IReadOnlyList<ValueKinds> Inputs => [ValueKinds.Text];

    public override TextSource Lower(TransformNode node, Lowering lowering) => new EmailDomainSource(lowering.Text(node.Inputs[0]));
}
