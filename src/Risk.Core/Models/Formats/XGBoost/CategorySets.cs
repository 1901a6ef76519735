using System.Globalization;

namespace Risk.Models.Formats.XGBoost;

/// <summary>The categories of a tree's categorical nodes as bit sets.</summary>
internal sealed class CategorySets
{
    // XGBoost takes categories from here on as unknown.
    private const int CategoryLimit = 1 << 24;

    private readonly Dictionary<int, (int Start, int Length)> _sets = [];

    /// <summary>The bit sets, one after the other.</summary>
    public uint[] Words { get; private set; } = [];

    public static CategorySets Read(XGBoostTree source, FormatProblems problems, string path, CategoryBudget budget)
    {
        CategorySets sets = new();
        int count = source.CategoriesNodes.Length;
        if (source.CategoriesSegments.Length != count || source.CategoriesSizes.Length != count)
        {
            problems.Error("RM013", $"{path}.categories_segments", "categories_nodes, categories_segments and categories_sizes differ in length.");
            return sets;
        }

        List<uint> words = [];
        for (int i = 0; i < count; i++)
        {
            long start = source.CategoriesSegments[i];
            long length = source.CategoriesSizes[i];
            if (start < 0 || length < 0 || start + length > source.Categories.Length)
            {
                problems.Error("RM014", At(path, "categories_segments", i), "the node's categories lie outside categories.");
                continue;
            }

            int first = words.Count;
            int wordCount = sets.Measure(source, (int)start, (int)length, problems, path);
            if (!budget.TryTake(wordCount))
            {
                problems.Error("RM014", At(path, "categories_nodes", i), "the sets of categories take far more memory than the file could justify.");
                return sets;
            }

            words.AddRange(new uint[wordCount]);
            for (int j = (int)start; j < start + length; j++)
            {
                int category = source.Categories[j];
                if (category is >= 0 and < CategoryLimit)
                {
                    words[first + (category >> 5)] |= 1u << (category & 31);
                }
            }

            sets._sets[source.CategoriesNodes[i]] = (first, wordCount);
        }

        sets.Words = [.. words];
        return sets;
    }

    public bool TryGet(int node, out int start, out int length)
    {
        bool found = _sets.TryGetValue(node, out (int Start, int Length) set);
        (start, length) = set;
        return found;
    }

    private static string At(string path, string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}.{field}[{index}]");

    private int Measure(XGBoostTree source, int start, int length, FormatProblems problems, string path)
    {
        int largest = -1;
        for (int i = start; i < start + length; i++)
        {
            int category = source.Categories[i];
            if (category is < 0 or >= CategoryLimit)
            {
                problems.Error("RM014", At(path, "categories", i), string.Create(CultureInfo.InvariantCulture, $"{category} is no category: categories go from 0 to {CategoryLimit - 1}."));
            }
            else
            {
                largest = Math.Max(largest, category);
            }
        }

        return (largest >> 5) + 1;
    }
}
