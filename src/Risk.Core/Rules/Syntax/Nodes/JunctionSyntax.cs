namespace Risk.Rules.Syntax;

/// <summary><c>and</c> or <c>or</c> over two or more operands, none of which is a junction of the same kind.</summary>
internal sealed record JunctionSyntax(bool IsAnd, SyntaxList<ExpressionSyntax> Operands, SourceSpan Span)
    : ExpressionSyntax(Span, Above(Operands.Span))
{
    /// <summary>Joins operands, taking apart those that are junctions of the same kind: <c>(a and b) and c</c> is <c>a and b and c</c>.</summary>
    public static ExpressionSyntax Of(bool isAnd, ReadOnlySpan<ExpressionSyntax> operands)
    {
        if (operands.Length == 1)
        {
            return operands[0];
        }

        var flat = new List<ExpressionSyntax>(operands.Length);
        foreach (ExpressionSyntax operand in operands)
        {
            if (operand is JunctionSyntax junction && junction.IsAnd == isAnd)
            {
                flat.AddRange(junction.Operands.Span);
            }
            else
            {
                flat.Add(operand);
            }
        }

        return new JunctionSyntax(isAnd, new SyntaxList<ExpressionSyntax>([.. flat]), operands[0].Span.To(operands[^1].Span));
    }
}
