using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>Finds the cheapest way to bring elements of an array together: one load, a permutation of one or two loads, of several pairs, or one by one.</summary>
internal static class WindowCover
{
    /// <summary>How many windows are needed: 0 when the elements lie side by side, 1, 2, or <see cref="Scattered"/>.</summary>
    public const int Scattered = 3;

    /// <summary>Whether permutations over whole vectors are one instruction on this machine.</summary>
    public static bool CanPermute { get; } = Avx512F.IsSupported;

    /// <param name="positions">The elements, one for each lane.</param>
    /// <param name="length">How many elements the array surely has.</param>
    /// <param name="permutation">By lane, the index into the windows laid side by side.</param>
    public static (int Windows, int First, int Second) Find(ReadOnlySpan<int> positions, int length, Span<int> permutation)
    {
        int width = positions.Length;
        permutation.Clear();
        if (IsRun(positions, length))
        {
            return (0, positions[0], 0);
        }

        if (!CanPermute || length < width)
        {
            return (Scattered, 0, 0);
        }

        int first = Start(positions, length, except: -1);
        int second = Start(positions, length, first);
        for (int i = 0; i < width; i++)
        {
            if (Covers(first, width, positions[i]))
            {
                permutation[i] = positions[i] - first;
            }
            else if (Covers(second, width, positions[i]))
            {
                permutation[i] = width + positions[i] - second;
            }
            else
            {
                return (Scattered, 0, 0);
            }
        }

        return second < 0 ? (1, first, 0) : (2, first, second);
    }

    /// <summary>Covers elements by pairs of windows; null when that takes more than so many pairs.</summary>
    /// <param name="positions">The elements, one for each lane.</param>
    /// <param name="length">How many elements the array surely has.</param>
    /// <param name="most">The most pairs that are faster than one load for each element.</param>
    public static WindowPairs? FindPairs(ReadOnlySpan<int> positions, int length, int most)
    {
        int width = positions.Length;
        if (!CanPermute || length < width)
        {
            return null;
        }

        int[] windowOf = new int[width];
        Array.Fill(windowOf, -1);
        List<int> starts = [];
        while (true)
        {
            int smallest = int.MaxValue;
            for (int i = 0; i < width; i++)
            {
                smallest = windowOf[i] < 0 ? Math.Min(smallest, positions[i]) : smallest;
            }

            if (smallest == int.MaxValue)
            {
                return new WindowPairs(positions, starts, windowOf);
            }

            if (starts.Count == 2 * most)
            {
                return null;
            }

            int start = Math.Min(smallest, length - width);
            for (int i = 0; i < width; i++)
            {
                windowOf[i] = windowOf[i] < 0 && Covers(start, width, positions[i]) ? starts.Count : windowOf[i];
            }

            starts.Add(start);
        }
    }

    /// <summary>Whether the elements lie side by side.</summary>
    public static bool IsRun(ReadOnlySpan<int> positions, int length)
    {
        for (int i = 1; i < positions.Length; i++)
        {
            if (positions[i] != positions[0] + i)
            {
                return false;
            }
        }

        return positions[0] + positions.Length <= length;
    }

    // The window that starts at the smallest position outside the window `except`, or -1 when there is none.
    private static int Start(ReadOnlySpan<int> positions, int length, int except)
    {
        int smallest = int.MaxValue;
        foreach (int position in positions)
        {
            bool isCovered = except >= 0 && Covers(except, positions.Length, position);
            smallest = isCovered ? smallest : Math.Min(smallest, position);
        }

        return smallest == int.MaxValue ? -1 : Math.Min(smallest, length - positions.Length);
    }

    private static bool Covers(int start, int width, int position) => start >= 0 && position >= start && position < start + width;
}
