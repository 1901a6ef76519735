namespace Risk.Features.Vectorization;

/// <summary>Finds neighbours.</summary>
internal static class Runs
{
    /// <summary>The indices of items whose features follow one another, run by run.</summary>
    public static List<int[]> Of<T>(IReadOnlyList<T> items, Func<T, int> featureOf)
    {
        List<int[]> runs = [];
        int start = 0;
        for (int i = 1; i <= items.Count; i++)
        {
            if (i == items.Count || featureOf(items[i]) != featureOf(items[i - 1]) + 1)
            {
                runs.Add([.. Enumerable.Range(start, i - start)]);
                start = i;
            }
        }

        return runs;
    }
}
