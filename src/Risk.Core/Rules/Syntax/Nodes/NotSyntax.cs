namespace Risk.Rules.Syntax;

/// <summary><c>not</c>.</summary>
internal sealed record NotSyntax(ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span, Operand.Height + 1);
