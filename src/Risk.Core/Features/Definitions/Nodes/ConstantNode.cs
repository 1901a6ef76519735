namespace Risk.Features.Definitions;

/// <summary>A number that is the same for every event.</summary>
internal sealed class ConstantNode(double value) : FeatureNode
{
    public double Value { get; } = value;
}
