using Risk.Features.Definitions;

namespace Risk.Features.Fitting;

/// <summary>Numbers by value, then texts by their characters' codes, then crosses part by part.</summary>
internal sealed class CategoryOrder : IComparer<Category>
{
    public static readonly CategoryOrder Instance = new();

    public int Compare(Category? x, Category? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        if (x.Parts is { } left && y.Parts is { } right)
        {
            for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
            {
                int order = Compare(left[i], right[i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return left.Count - right.Count;
        }

        int rank = Rank(x) - Rank(y);
        return rank != 0 ? rank : x.IsNumber ? x.Number.CompareTo(y.Number) : string.CompareOrdinal(x.Text, y.Text);
    }

    private static int Rank(Category category) => category.IsNumber ? 0 : category.Text is not null ? 1 : 2;
}
