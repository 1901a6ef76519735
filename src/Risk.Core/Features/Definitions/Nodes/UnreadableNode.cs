namespace Risk.Features.Definitions;

/// <summary>Stands for an expression whose problems were reported when it was read.</summary>
internal sealed class UnreadableNode : FeatureNode
{
    private UnreadableNode()
    {
    }

    public static UnreadableNode Instance { get; } = new();
}
