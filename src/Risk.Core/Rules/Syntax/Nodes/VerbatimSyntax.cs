namespace Risk.Rules.Syntax;

/// <summary>A value that already has its canonical text, for printing only.</summary>
internal sealed record VerbatimSyntax(string Text, SourceSpan Span) : ExpressionSyntax(Span, 1);
