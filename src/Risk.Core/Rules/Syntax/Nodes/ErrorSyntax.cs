namespace Risk.Rules.Syntax;

/// <summary>Stands where something could not be read; its problem has been reported.</summary>
internal sealed record ErrorSyntax(SourceSpan Span) : ExpressionSyntax(Span, 1);
