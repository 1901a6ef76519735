namespace Risk.Rules.Functions;

/// <summary>The domain of an e-mail address, a URL or a bare host, as a part of the text itself.</summary>
internal static class DomainName
{
    /// <summary>The domain, without user, port and path; empty when there is none.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int scheme = text.IndexOf("://");
        if (scheme >= 0)
        {
            ReadOnlySpan<char> authority = UpToPath(text[(scheme + 3)..]);
            return WithoutPort(authority[(authority.LastIndexOf('@') + 1)..]);
        }

        int at = text.LastIndexOf('@');
        return at >= 0 ? text[(at + 1)..].TrimStart() : WithoutPort(UpToPath(text));
    }

    private static ReadOnlySpan<char> UpToPath(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny('/', '?', '#');
        return end < 0 ? text : text[..end];
    }

    // The colons of an IPv6 host stand inside brackets.
    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        return colon < 0 || colon < host.LastIndexOf(']') ? host : host[..colon];
    }
}
