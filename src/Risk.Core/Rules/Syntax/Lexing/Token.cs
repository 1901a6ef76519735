namespace Risk.Rules.Syntax;

/// <summary>A token of a rules file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">Its number of units.</param>
/// <param name="StartsLine">True when it is the first of its line.</param>
/// <param name="Value">The name or text it carries, without its quotes or colons; null for the rest.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, bool StartsLine, string? Value)
{
    public int End => Start + Length;

    public SourceSpan Span => new(Start, Length);
}
