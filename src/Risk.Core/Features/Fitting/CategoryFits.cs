using Risk.Features.Definitions;
using Risk.Features.Transforms;

namespace Risk.Features.Fitting;

/// <summary>What each transform of categories finds. Given arguments stay.</summary>
internal static class CategoryFits
{
    /// <summary>The most frequent categories.</summary>
    public static (string Code, string Message, string Fix)? OneHot(TransformNode node, CategoryTally tally, object?[] arguments)
    {
        arguments[OneHotTransform.Categories] = Categories(tally.Most(node.Integer(OneHotTransform.Most)));
        return null;
    }

    /// <summary>The most frequent categories.</summary>
    public static (string Code, string Message, string Fix)? Ordinal(TransformNode node, CategoryTally tally, object?[] arguments)
    {
        arguments[OrdinalTransform.Categories] = Categories(tally.Most(node.Integer(OrdinalTransform.Most)));
        return null;
    }

    /// <summary>The share of all events that had the category.</summary>
    public static (string Code, string Message, string Fix)? Frequency(TransformNode node, CategoryTally tally, object?[] arguments) =>
        Values(node, tally, arguments, c => (double)c.Count / tally.Events);

    /// <summary>The mean of the category's labels, drawn towards the mean of all by the prior's weight.</summary>
    public static (string Code, string Message, string Fix)? TargetMean(TransformNode node, CategoryTally tally, object?[] arguments)
    {
        bool needsLabels = arguments[CategoryValueTransform.Values] is null || arguments[CategoryValueTransform.Unknown] is null;
        if (needsLabels && tally.Labelled == 0)
        {
            return (FeatureCodes.NoLabel, "no event has a label.", "Pass the label when adding events.");
        }

        double prior = (double?)arguments[CategoryValueTransform.Unknown] ?? tally.LabelMean;
        double weight = node.Number(CategoryValueTransform.PriorWeight);
        arguments[CategoryValueTransform.Unknown] = prior;
        return Values(
            node, tally, arguments, c => c.Labelled + weight == 0 ? prior : (c.LabelSum + (weight * prior)) / (c.Labelled + weight));
    }

    private static (string Code, string Message, string Fix)? Values(
        TransformNode node, CategoryTally tally, object?[] arguments, Func<CategoryCount, double> valueOf)
    {
        var named = (Category[]?)arguments[CategoryValueTransform.Categories];
        if (named is null && arguments[CategoryValueTransform.Values] is not null)
        {
            return (FeatureCodes.BadCategories, "there are values, but no categories.", "Give both or neither.");
        }

        CategoryCount[] counts = named is null ? tally.Most(node.Integer(CategoryValueTransform.Most)) : tally.Of(named);
        arguments[CategoryValueTransform.Categories] = named ?? Categories(counts);
        arguments[CategoryValueTransform.Values] ??= Array.ConvertAll(counts, c => valueOf(c));
        return null;
    }

    private static Category[] Categories(CategoryCount[] counts) => Array.ConvertAll(counts, c => c.Category);
}
