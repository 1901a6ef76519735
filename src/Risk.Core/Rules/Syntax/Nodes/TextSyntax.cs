namespace Risk.Rules.Syntax;

/// <summary>A text in quotes.</summary>
internal sealed record TextSyntax(string Value, SourceSpan Span) : ExpressionSyntax(Span, 1);
