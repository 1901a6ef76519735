namespace Risk.Features.Texts;

/// <summary>The parts of an e-mail address, found without checking that it is one.</summary>
internal static class EmailAddress
{
    /// <summary>A domain name has at most 253 characters; what is longer is none.</summary>
    public const int LongestDomain = 253;

    /// <summary>What follows the last @, without a final dot.</summary>
    /// <returns>False when there is no @, or nothing or too much behind it.</returns>
    public static bool TryGetDomain(ReadOnlySpan<char> text, out ReadOnlySpan<char> domain)
    {
        domain = text[Math.Max(0, text.Length - LongestDomain - 2)..];
        int at = domain.LastIndexOf('@');
        domain = at < 0 ? default : domain[(at + 1)..];
        if (domain.EndsWith('.'))
        {
            domain = domain[..^1];
        }

        return domain.Length is > 0 and <= LongestDomain;
    }
}
