using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>All categories that occurred.</summary>
/// <param name="Categories">In no order.</param>
/// <param name="Domain">When two of them are the same.</param>
/// <param name="Events">How many events there were, those with a missing category included.</param>
/// <param name="Labelled">How many events had a label.</param>
/// <param name="LabelMean">The mean of all labels; NaN without any.</param>
internal sealed record CategoryTally(IReadOnlyCollection<CategoryCount> Categories, CategoryDomain Domain, long Events, long Labelled, double LabelMean)
{
    /// <summary>The most frequent categories, in their own order; among equally frequent ones the first in order.</summary>
    public CategoryCount[] Most(int count) =>
    [
        .. Categories.OrderByDescending(c => c.Count).ThenBy(c => c.Category, CategoryOrder.Instance).Take(count)
            .OrderBy(c => c.Category, CategoryOrder.Instance),
    ];

    /// <summary>The categories named beforehand; one that did not occur has counts of 0.</summary>
    public CategoryCount[] Of(Category[] named)
    {
        Dictionary<ulong, CategoryCount> byKey = Categories.ToDictionary(c => c.Key);
        return Array.ConvertAll(named, category => Domain.TryKey(category, out ulong key) && byKey.TryGetValue(key, out CategoryCount? count)
            ? count
            : new CategoryCount(key, category));
    }
}
