using System.Numerics;
using Risk.Internals;

namespace Risk.Features.Texts;

/// <summary>
/// Jaro-Winkler similarity of two texts without case, 0 to 1: matches within half the longer length, transpositions,
/// and a bonus of 0.1 for each of up to four leading units in common. Only the first 64 UTF-16 units of each text are
/// compared, which bounds the time whatever arrives.
/// </summary>
internal static class JaroWinkler
{
    /// <summary>How many units of each text are compared.</summary>
    public const int ComparedLength = 64;

    private const double PrefixWeight = 0.1;
    private const int LongestPrefix = 4;

    /// <summary>The similarity; two empty texts are equal (1), an empty and another are not alike (0).</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> a = stackalloc char[ComparedLength];
        Span<char> b = stackalloc char[ComparedLength];
        a = Fold(left, a);
        b = Fold(right, b);
        if (a.SequenceEqual(b))
        {
            return 1;
        }

        double jaro = Jaro(a, b);
        int prefix = Math.Min(a.CommonPrefixLength(b), LongestPrefix);
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong matchedA = 0;
        ulong matchedB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int end = Math.Min(b.Length, i + reach + 1);
            for (int j = Math.Max(0, i - reach); j < end; j++)
            {
                if (a[i] == b[j] && (matchedB >> j & 1) == 0)
                {
                    matchedA |= 1UL << i;
                    matchedB |= 1UL << j;
                    break;
                }
            }
        }

        int matches = BitOperations.PopCount(matchedA);
        if (matches == 0)
        {
            return 0;
        }

        int outOfOrder = 0;
        for (ulong restA = matchedA, restB = matchedB; restA != 0; restA &= restA - 1, restB &= restB - 1)
        {
            outOfOrder += a[BitOperations.TrailingZeroCount(restA)] != b[BitOperations.TrailingZeroCount(restB)] ? 1 : 0;
        }

        double m = matches;
        return ((m / a.Length) + (m / b.Length) + ((m - (outOfOrder / 2)) / m)) / 3;
    }

    private static Span<char> Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        int length = Math.Min(text.Length, folded.Length);
        for (int i = 0; i < length; i++)
        {
            folded[i] = TextFold.Fold(text[i]);
        }

        return folded[..length];
    }
}
