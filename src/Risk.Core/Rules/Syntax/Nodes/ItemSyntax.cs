namespace Risk.Rules.Syntax;

/// <summary>A rule, list or define of a file.</summary>
/// <param name="Span">Where it was written.</param>
internal abstract record ItemSyntax(SourceSpan Span)
{
    public sealed override string ToString() => SyntaxPrinter.Print(this);
}
