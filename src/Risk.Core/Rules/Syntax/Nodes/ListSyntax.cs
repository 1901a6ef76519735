namespace Risk.Rules.Syntax;

/// <summary><c>list @name = (…)</c> or <c>list @name from 'file'</c>.</summary>
/// <param name="Name">The name without <c>@</c>.</param>
/// <param name="Items">The literals; empty for a file.</param>
/// <param name="File">The file's name as written, or null.</param>
/// <param name="NameSpan">Where the name was written.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record ListSyntax(string Name, SyntaxList<ExpressionSyntax> Items, TextSyntax? File, SourceSpan NameSpan, SourceSpan Span) : ItemSyntax(Span)
{
    /// <summary>True when its items could not be read; that has been reported.</summary>
    public bool IsBroken { get; init; }
}
