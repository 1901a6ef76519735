using Risk.Features.Definitions;

namespace Risk.Features;

/// <summary>A text: a category whose characters can be looked at.</summary>
public sealed class TextExpression : CategoryExpression
{
    internal TextExpression(FeatureNode node)
        : base(node)
    {
    }

    /// <summary>The number of UTF-16 units.</summary>
    public NumberExpression Length() => NumberOf(TransformCatalog.TextLength);

    /// <summary>The share of 0 to 9 among the first 4,096 units, 0 to 1; 0 for an empty text.</summary>
    public NumberExpression DigitShare() => NumberOf(TransformCatalog.DigitShare);

    /// <summary>What follows the last @, compared without case; missing and invalid when there is none.</summary>
    public TextExpression EmailDomain() => new(NodeOf(TransformCatalog.EmailDomain, [Node]));

    /// <summary>4 or 6 for an IP address; missing and invalid for anything else.</summary>
    public NumberExpression IpVersion() => NumberOf(TransformCatalog.IpVersion);

    /// <summary>The network an IP address belongs to; missing and invalid for anything else.</summary>
    /// <param name="version4">The length of IPv4 prefixes, 1 to 32 bits.</param>
    /// <param name="version6">The length of IPv6 prefixes, 1 to 128 bits.</param>
    public CategoryExpression IpPrefix(int version4 = 24, int version6 = 48) => new(NodeOf(TransformCatalog.IpPrefix, [Node], version4, version6));

    /// <summary>How alike two texts are, 0 to 1, without case, by their first 64 units: a typed name and the name on the card.</summary>
    public NumberExpression JaroWinkler(TextExpression other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new NumberExpression(NodeOf(TransformCatalog.JaroWinkler, [Node, other.Node]));
    }
}
