namespace Risk.Rules.Binding;

/// <summary><c>in</c> a literal list or a named one; <c>not in</c> is bound as a <see cref="BoundNot"/> around it.</summary>
internal sealed record BoundMembership(BoundExpression Operand, BoundSet Set, int Start, int Length)
    : BoundExpression(BoundType.Boolean, Start, Length);
