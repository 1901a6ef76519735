namespace Risk.Internals;

/// <summary>Finds the word an author probably meant. Load time only.</summary>
internal static class EditDistance
{
    /// <summary>The candidate nearest to a word by optimal string alignment without case, or null when none is near.</summary>
    /// <remarks>Near is at most a third of the word's length, and at most 3. Among equals the first candidate wins.</remarks>
    public static string? Nearest(string word, params ReadOnlySpan<string> candidates)
    {
        int limit = Math.Min(3, Math.Max(1, word.Length / 3));
        string? nearest = null;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit)
            {
                continue;
            }

            int distance = Between(word, candidate);
            if (distance <= limit && (nearest is null || distance < limit))
            {
                (nearest, limit) = (candidate, distance);
                if (distance == 0)
                {
                    break;
                }
            }
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, without case.</summary>
    public static int Between(string left, string right)
    {
        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            char a = TextFold.Fold(left[i - 1]);
            for (int j = 1; j <= right.Length; j++)
            {
                char b = TextFold.Fold(right[j - 1]);
                int cost = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (a == b ? 0 : 1));
                if (i > 1 && j > 1 && a == TextFold.Fold(right[j - 2]) && TextFold.Fold(left[i - 2]) == b)
                {
                    cost = Math.Min(cost, beforePrevious[j - 2] + 1);
                }

                current[j] = cost;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
