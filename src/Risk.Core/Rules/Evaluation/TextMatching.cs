using Risk.Internals;
using Risk.Rules.Binding;

namespace Risk.Rules.Evaluation;

/// <summary>Tests of texts against constant patterns; without case unless the operand is a token.</summary>
internal static class TextMatching
{
    private const char Wildcard = '%';

    /// <summary>Whether a text passes a test.</summary>
    public static bool IsMatch(BoundTextMatch match, ReadOnlySpan<char> text)
    {
        bool exact = match.Operand.Type == BoundType.Token;
        return match.Operator switch
        {
            TextMatchOperator.Includes => IndexOf(text, match.Pattern, exact) >= 0,
            TextMatchOperator.StartsWith => StartsWith(text, match.Pattern, exact),
            TextMatchOperator.EndsWith => text.Length >= match.Pattern.Length && StartsWith(text[^match.Pattern.Length..], match.Pattern, exact),
            TextMatchOperator.Like => IsLike(text, match.Pattern, exact),
            _ => match.Regex!.IsMatch(text),
        };
    }

    /// <summary>
    /// Whether a text matches a pattern whose <c>%</c> stands for any run of characters. The first place that fits each part
    /// is as good as any later one, so nothing is ever tried twice.
    /// </summary>
    public static bool IsLike(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool exact)
    {
        int wildcard = pattern.IndexOf(Wildcard);
        if (wildcard < 0)
        {
            return text.Length == pattern.Length && StartsWith(text, pattern, exact);
        }

        if (!StartsWith(text, pattern[..wildcard], exact))
        {
            return false;
        }

        text = text[wildcard..];
        pattern = pattern[(wildcard + 1)..];
        for (wildcard = pattern.IndexOf(Wildcard); wildcard >= 0; wildcard = pattern.IndexOf(Wildcard))
        {
            int place = IndexOf(text, pattern[..wildcard], exact);
            if (place < 0)
            {
                return false;
            }

            text = text[(place + wildcard)..];
            pattern = pattern[(wildcard + 1)..];
        }

        return text.Length >= pattern.Length && StartsWith(text[^pattern.Length..], pattern, exact);
    }

    private static bool StartsWith(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool exact) =>
        text.Length >= pattern.Length
        && (exact ? text.StartsWith(pattern) : TextFold.Equals(text[..pattern.Length], pattern));

    private static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool exact)
    {
        if (exact)
        {
            return text.IndexOf(pattern);
        }

        for (int i = 0; i + pattern.Length <= text.Length; i++)
        {
            if (TextFold.Equals(text.Slice(i, pattern.Length), pattern))
            {
                return i;
            }
        }

        return -1;
    }
}
