namespace Risk.Rules.Binding;

/// <summary>Kleene's and, or or, over two or more operands in source order.</summary>
internal sealed record BoundJunction(bool IsAnd, BoundExpression[] Operands, int Start, int Length)
    : BoundExpression(BoundType.Boolean, Start, Length);
