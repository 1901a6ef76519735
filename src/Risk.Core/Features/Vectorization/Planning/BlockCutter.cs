namespace Risk.Features.Vectorization;

/// <summary>
/// Cuts items into blocks of sixteen in two halves of eight. The last block overlaps the one before, and with eight to
/// fifteen items the second half overlaps the first, so that halves hold neighbours only; fewer items are filled up with
/// the last one.
/// </summary>
internal static class BlockCutter
{
    public const int Half = 8;

    /// <returns>By block, the item of each lane.</returns>
    public static List<int[]> Cut(int count)
    {
        List<int[]> blocks = [];
        for (int start = 0; start < count; start += 2 * Half)
        {
            int low = Math.Max(0, Math.Min(start, count - (2 * Half)));
            int high = Math.Max(0, Math.Min(low + Half, count - Half));
            blocks.Add([.. Lanes(low, count), .. Lanes(high, count)]);
        }

        return blocks;
    }

    private static IEnumerable<int> Lanes(int first, int count) => Enumerable.Range(first, Half).Select(i => Math.Min(i, count - 1));
}
