namespace Risk.Rules.Syntax;

/// <summary><c>between low and high</c>, both ends included.</summary>
internal sealed record BetweenSyntax(ExpressionSyntax Operand, bool IsNegated, ExpressionSyntax Low, ExpressionSyntax High, SourceSpan Span)
    : ExpressionSyntax(Span, Above([Operand, Low, High]));
