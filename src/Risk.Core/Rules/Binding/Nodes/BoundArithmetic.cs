namespace Risk.Rules.Binding;

/// <summary>Arithmetic; unary minus is bound as 0 - x kept apart by <see cref="BoundNegate"/>.</summary>
internal sealed record BoundArithmetic(ArithmeticOperator Operator, BoundExpression Left, BoundExpression Right, int Start, int Length)
    : BoundExpression(BoundType.Number, Start, Length);
