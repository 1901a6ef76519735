namespace Risk.Rules.Binding;

/// <summary>Unary minus.</summary>
internal sealed record BoundNegate(BoundExpression Operand, int Start, int Length) : BoundExpression(BoundType.Number, Start, Length);
