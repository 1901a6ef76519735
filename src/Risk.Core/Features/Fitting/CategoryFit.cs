using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Fits a transform of a category to how often each occurred and with which labels.</summary>
internal sealed class CategoryFit(CategoryReader reader, CategoryDomain domain, CategoryFit.Finder fit) : NodeFit
{
    private readonly Dictionary<ulong, CategoryCount> _counts = [];
    private long _events;
    private long _labelled;
    private CompensatedSum _labels;

    /// <summary>Sets the arguments that are null.</summary>
    /// <returns>What is wrong, or null.</returns>
    public delegate (string Code, string Message, string Fix)? Finder(TransformNode node, CategoryTally tally, object?[] arguments);

    public override void Add(AttributeRow row, ReadOnlySpan<double> slots, double label)
    {
        _events++;
        if (!double.IsNaN(label))
        {
            _labelled++;
            _labels.Add(label);
        }

        if (reader.Read(row, slots) is { } category && domain.TryKey(category, out ulong key))
        {
            if (!_counts.TryGetValue(key, out CategoryCount? count))
            {
                count = new CategoryCount(key, category);
                _counts.Add(key, count);
            }

            count.Add(category, label);
        }
    }

    public override (string Code, string Message, string Fix)? TryFinish(TransformNode node, object?[] arguments) =>
        _counts.Count == 0
            ? (FeatureCodes.NothingToFit, "its input is missing in every event.", "Check the attribute's name and kind, or give the categories.")
            : fit(node, new CategoryTally(_counts.Values, domain, _events, _labelled, _labels.Total / _labelled), arguments);
}
