using Risk.Features.Definitions;

namespace Risk.Features;

/// <summary>A transform that gives several features at once, such as one-hot. Ends an expression.</summary>
public sealed class VectorExpression : FeatureExpression
{
    internal VectorExpression(FeatureNode node)
        : base(node)
    {
    }
}
