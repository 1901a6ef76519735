using Risk.Rules.Binding;

namespace Risk.Rules.Syntax;

/// <summary>A test of a text against a constant: <c>includes</c>, <c>like</c>, <c>starts_with</c>, <c>ends_with</c>, <c>matches</c>.</summary>
internal sealed record TextMatchSyntax(TextMatchOperator Operator, ExpressionSyntax Operand, bool IsNegated, TextSyntax Pattern, SourceSpan Span)
    : ExpressionSyntax(Span, Operand.Height + 1);
