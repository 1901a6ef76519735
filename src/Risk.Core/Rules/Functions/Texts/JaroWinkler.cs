namespace Risk.Rules.Functions;

/// <summary>
/// The Jaro-Winkler similarity: the mean of the shares of characters that match in each text and of matches in the same
/// order, plus a tenth of the rest for each of up to four equal characters in front when the mean is above 0.7.
/// </summary>
internal static class JaroWinkler
{
    /// <summary>Texts are compared up to this length, which bounds the cost of hostile input.</summary>
    public const int MaximumLength = 256;

    private const double BoostThreshold = 0.7;
    private const double PrefixScale = 0.1;
    private const int MaximumPrefix = 4;

    /// <summary>0 (nothing alike) to 1 (equal); two empty texts are equal.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool exact)
    {
        left = left[..Math.Min(left.Length, MaximumLength)];
        right = right[..Math.Min(right.Length, MaximumLength)];
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.Length == right.Length ? 1 : 0;
        }

        Span<char> a = stackalloc char[MaximumLength];
        Span<char> b = stackalloc char[MaximumLength];
        a = Copy(left, a, exact);
        b = Copy(right, b, exact);

        double jaro = Jaro(a, b);
        if (jaro <= BoostThreshold)
        {
            return jaro;
        }

        int prefix = Math.Min(a.CommonPrefixLength(b), MaximumPrefix);
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }

    private static Span<char> Copy(ReadOnlySpan<char> source, Span<char> buffer, bool exact)
    {
        if (exact)
        {
            source.CopyTo(buffer);
        }
        else
        {
            TextCase.Upper(source, buffer);
        }

        return buffer[..source.Length];
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<bool> taken = stackalloc bool[MaximumLength];
        Span<char> matchesOfA = stackalloc char[MaximumLength];
        int reach = Math.Max((Math.Max(a.Length, b.Length) / 2) - 1, 0);
        int matches = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int end = Math.Min(i + reach + 1, b.Length);
            for (int j = Math.Max(i - reach, 0); j < end; j++)
            {
                if (!taken[j] && a[i] == b[j])
                {
                    taken[j] = true;
                    matchesOfA[matches++] = a[i];
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        int outOfOrder = 0;
        for (int j = 0, match = 0; match < matches; j++)
        {
            if (taken[j])
            {
                outOfOrder += b[j] == matchesOfA[match++] ? 0 : 1;
            }
        }

        double count = matches;
        return ((count / a.Length) + (count / b.Length) + ((count - (outOfOrder / 2)) / count)) / 3;
    }
}
