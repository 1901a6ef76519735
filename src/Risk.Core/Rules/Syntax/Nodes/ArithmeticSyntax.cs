using Risk.Rules.Binding;

namespace Risk.Rules.Syntax;

/// <summary>Arithmetic on two operands.</summary>
internal sealed record ArithmeticSyntax(ArithmeticOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, SourceSpan Span)
    : ExpressionSyntax(Span, Math.Max(Left.Height, Right.Height) + 1);
