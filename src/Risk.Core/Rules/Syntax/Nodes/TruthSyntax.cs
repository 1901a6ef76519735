namespace Risk.Rules.Syntax;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record TruthSyntax(bool Value, SourceSpan Span) : ExpressionSyntax(Span, 1);
