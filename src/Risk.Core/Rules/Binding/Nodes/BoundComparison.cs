namespace Risk.Rules.Binding;

/// <summary>
/// A comparison of two operands of agreeing types. <c>between</c> is bound as a junction of two. Texts of the two kinds
/// compare exactly when either is a token. Unknown when an operand is missing or NaN.
/// </summary>
internal sealed record BoundComparison(ComparisonOperator Operator, BoundExpression Left, BoundExpression Right, int Start, int Length)
    : BoundExpression(BoundType.Boolean, Start, Length);
