namespace Risk.Rules.Syntax;

/// <summary>The language's reserved words. They compare without case.</summary>
internal static class Keywords
{
    private static readonly (string Word, TokenKind Kind)[] All =
    [
        ("allow", TokenKind.Allow), ("and", TokenKind.And), ("because", TokenKind.Because), ("between", TokenKind.Between),
        ("block", TokenKind.Block), ("by", TokenKind.By), ("challenge", TokenKind.Challenge), ("define", TokenKind.Define),
        ("ends_with", TokenKind.EndsWith), ("false", TokenKind.False), ("from", TokenKind.From), ("if", TokenKind.If), ("in", TokenKind.In),
        ("includes", TokenKind.Includes), ("like", TokenKind.Like), ("list", TokenKind.ListKeyword), ("matches", TokenKind.Matches),
        ("not", TokenKind.Not), ("or", TokenKind.Or), ("reason", TokenKind.Reason), ("request", TokenKind.Request),
        ("review", TokenKind.Review), ("score", TokenKind.Score), ("shadow", TokenKind.Shadow), ("starts_with", TokenKind.StartsWith),
        ("true", TokenKind.True),
    ];

    /// <summary>The keyword a word spells, or <see cref="TokenKind.Word"/>.</summary>
    public static TokenKind KindOf(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 11)
        {
            return TokenKind.Word;
        }

        char first = (char)(word[0] | 0x20);
        foreach ((string keyword, TokenKind kind) in All)
        {
            if (keyword[0] == first && word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return TokenKind.Word;
    }

    /// <summary>How canonical text spells a keyword.</summary>
    public static string Spell(TokenKind kind)
    {
        foreach ((string keyword, TokenKind candidate) in All)
        {
            if (candidate == kind)
            {
                return kind is >= TokenKind.Allow and <= TokenKind.Score ? char.ToUpperInvariant(keyword[0]) + keyword[1..] : keyword;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a keyword.");
    }

    /// <summary>Whether a rule, a list or a define can start with it.</summary>
    public static bool StartsItem(TokenKind kind) =>
        kind is TokenKind.Label or TokenKind.Shadow or TokenKind.ListKeyword or TokenKind.Define || IsAction(kind);

    public static bool IsAction(TokenKind kind) => kind is >= TokenKind.Allow and <= TokenKind.Score;

    /// <summary>Whether people write it inside a name that they put spaces into; not what joins conditions or starts something.</summary>
    public static bool MayBePartOfName(TokenKind kind) =>
        kind is TokenKind.In or TokenKind.From or TokenKind.By or TokenKind.Between or TokenKind.Reason or TokenKind.Like or TokenKind.Matches or TokenKind.Includes;

    public static bool IsKeyword(TokenKind kind) => kind >= TokenKind.Allow;

    public static bool IsComparison(TokenKind kind) => kind is >= TokenKind.Equal and <= TokenKind.GreaterOrEqual;
}
