namespace Risk.Rules.Binding;

/// <summary>Kleene's not.</summary>
internal sealed record BoundNot(BoundExpression Operand, int Start, int Length) : BoundExpression(BoundType.Boolean, Start, Length);
