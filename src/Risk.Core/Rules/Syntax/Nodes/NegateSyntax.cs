namespace Risk.Rules.Syntax;

/// <summary>Unary minus of anything but a number written in place.</summary>
internal sealed record NegateSyntax(ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span, Operand.Height + 1);
