namespace Risk.Features.Vectorization;

/// <summary>
/// Which positions of a row become columns: windows of neighbours, each of which becomes as many columns by transposing, and
/// single positions where a window would hold too little that anyone reads.
/// </summary>
internal sealed class RowCover
{
    private const int FewestOfWindow = 3;

    private readonly Dictionary<int, int> _columns = [];

    /// <param name="positions">The positions that are read.</param>
    /// <param name="length">How many positions a row surely has.</param>
    /// <param name="width">The width of a window.</param>
    public RowCover(IEnumerable<int> positions, int length, int width)
    {
        int[] sorted = [.. positions.Distinct().Order()];
        List<int> windows = [];
        List<int> singles = [];
        for (int i = 0; i < sorted.Length;)
        {
            int start = Math.Min(sorted[i], length - width);
            int end = i;
            while (end < sorted.Length && sorted[end] < start + width)
            {
                end++;
            }

            if (start >= 0 && end - i >= FewestOfWindow)
            {
                windows.Add(start);
                i = end;
            }
            else
            {
                singles.Add(sorted[i++]);
            }
        }

        (Windows, Singles) = ([.. windows], [.. singles]);
        for (int i = 0; i < windows.Count; i++)
        {
            for (int j = 0; j < width; j++)
            {
                _columns.TryAdd(windows[i] + j, (i * width) + j);
            }
        }

        SingleColumn = windows.Count * width;
        for (int i = 0; i < singles.Count; i++)
        {
            _columns[singles[i]] = SingleColumn + i;
        }
    }

    /// <summary>Where windows start; the columns of each follow those of the one before.</summary>
    public int[] Windows { get; }

    /// <summary>Single positions.</summary>
    public int[] Singles { get; }

    /// <summary>The column of the first single position.</summary>
    public int SingleColumn { get; }

    /// <summary>How many columns there are.</summary>
    public int Count => SingleColumn + Singles.Length;

    /// <summary>The column of a position that is read.</summary>
    public int ColumnOf(int position) => _columns[position];
}
