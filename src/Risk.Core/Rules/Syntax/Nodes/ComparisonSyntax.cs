using Risk.Rules.Binding;

namespace Risk.Rules.Syntax;

/// <summary>A comparison of two operands.</summary>
internal sealed record ComparisonSyntax(ComparisonOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, SourceSpan Span)
    : ExpressionSyntax(Span, Math.Max(Left.Height, Right.Height) + 1)
{
    /// <summary>Where the operator was written.</summary>
    public SourceSpan OperatorSpan { get; init; }
}
