using Risk.Features.Definitions;

namespace Risk.Features;

/// <summary>
/// A value of which only the identity counts: a text, a number taken as a category, a network prefix, a cross. The methods
/// without categories are to be fitted (<see cref="FeaturePipelineDefinition"/>).
/// </summary>
public class CategoryExpression : FeatureExpression
{
    internal CategoryExpression(FeatureNode node)
        : base(node)
    {
    }

    /// <summary>One feature for each category, 1 where it is the value's and 0 elsewhere. All 0 for unknown and missing values.</summary>
    public VectorExpression OneHot(params string[] categories) => OneHot(categories, other: false, missing: false);

    /// <summary>One feature for each category, and columns for what is none of them.</summary>
    /// <param name="categories">The categories in the order of their features.</param>
    /// <param name="other">Adds a feature that is 1 for a value that is none of the categories.</param>
    /// <param name="missing">Adds a feature that is 1 for a missing value.</param>
    public VectorExpression OneHot(IEnumerable<string> categories, bool other, bool missing) =>
        new(NodeOf(TransformCatalog.OneHot, [Node], Category.Of(categories), other, missing));

    /// <summary>One-hot of the categories that are most frequent in the data it is fitted to.</summary>
    /// <param name="most">The most categories that get a feature.</param>
    /// <param name="other">Adds a feature that is 1 for a value that is none of the categories.</param>
    /// <param name="missing">Adds a feature that is 1 for a missing value.</param>
    public VectorExpression OneHot(int most, bool other = false, bool missing = false) =>
        new(NodeOf(TransformCatalog.OneHot, [Node], null, other, missing, most));

    /// <summary>The position of the category in the list, from 0.</summary>
    /// <param name="categories">The categories in order.</param>
    /// <param name="unknown">The number for a value that is none of them.</param>
    public NumberExpression Ordinal(IEnumerable<string> categories, double unknown = -1) =>
        NumberOf(TransformCatalog.Ordinal, Category.Of(categories), unknown);

    /// <summary>The position of the category in the list, from 0; -1 for a value that is none of them.</summary>
    public NumberExpression Ordinal(params string[] categories) => Ordinal((IEnumerable<string>)categories);

    /// <summary>The position of the category among those of the data it is fitted to, sorted.</summary>
    /// <param name="most">The most categories that get a position.</param>
    public NumberExpression Ordinal(int most) => NumberOf(TransformCatalog.Ordinal, null, null, most);

    /// <summary>The mean of the target that the category had in the training data.</summary>
    /// <param name="means">The mean of each category.</param>
    /// <param name="prior">The mean over all, for a value that is none of them.</param>
    public NumberExpression TargetMean(IReadOnlyDictionary<string, double> means, double prior)
    {
        ArgumentNullException.ThrowIfNull(means);
        return NumberOf(TransformCatalog.TargetMean, Category.Of(means.Keys), means.Values.ToArray(), prior);
    }

    /// <summary>The mean of the label in the data it is fitted to: (sum + weight × mean over all) / (count + weight).</summary>
    /// <param name="priorWeight">How many observations of the mean over all each category starts with.</param>
    public NumberExpression TargetMean(double priorWeight = 20) =>
        NumberOf(TransformCatalog.TargetMean, null, null, null, null, priorWeight);

    /// <summary>The share of events that had the category in the training data, 0 to 1; 0 for a value that is none of them.</summary>
    public NumberExpression Frequency(IReadOnlyDictionary<string, double> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return NumberOf(TransformCatalog.Frequency, Category.Of(shares.Keys), shares.Values.ToArray());
    }

    /// <summary>The share of events that had the category in the data it is fitted to.</summary>
    public NumberExpression Frequency() => NumberOf(TransformCatalog.Frequency);

    /// <summary>Feature hashing: a feature for each bucket, all 0 but that of the value's hash. Needs no categories and forgets none.</summary>
    /// <param name="buckets">The number of features.</param>
    /// <param name="signed">Adds 1 or -1, as the hash says, so that collisions cancel out on average.</param>
    public VectorExpression Hash(int buckets, bool signed = false) => Feature.Hash(buckets, signed, this);

    /// <summary>The bucket of the value's hash as a number, 0 to <paramref name="buckets"/> - 1.</summary>
    public NumberExpression HashIndex(int buckets) => NumberOf(TransformCatalog.HashIndex, buckets);

    /// <summary>1 when both values are the same, 0 when they differ, missing when either is. Case counts only between two tokens.</summary>
    public NumberExpression EqualTo(CategoryExpression other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new NumberExpression(NodeOf(TransformCatalog.Equal, [Node, other.Node]));
    }

    /// <summary>This and another category as one: the country of the card with that of the address.</summary>
    public CategoryExpression Cross(params CategoryExpression[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new CategoryExpression(NodeOf(TransformCatalog.Cross, [Node, .. others.Select(o => o.Node)]));
    }
}
