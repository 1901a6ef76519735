using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>How often a category occurred, and what its events' labels were.</summary>
internal sealed class CategoryCount(ulong key, Category category)
{
    private CompensatedSum _labels;

    public ulong Key => key;

    /// <summary>The first in order of the ways it was written.</summary>
    public Category Category { get; private set; } = category;

    public long Count { get; private set; }

    /// <summary>How many of its events had a label.</summary>
    public long Labelled { get; private set; }

    public double LabelSum => _labels.Total;

    public void Add(Category written, double label)
    {
        Count++;
        if (CategoryOrder.Instance.Compare(written, Category) < 0)
        {
            Category = written;
        }

        if (!double.IsNaN(label))
        {
            Labelled++;
            _labels.Add(label);
        }
    }
}
