using System.Text.RegularExpressions;

namespace Risk.Rules.Binding;

/// <summary>A test of a text against a constant; without case unless the operand is a token.</summary>
internal sealed record BoundTextMatch(TextMatchOperator Operator, BoundExpression Operand, string Pattern, Regex? Regex, int Start, int Length)
    : BoundExpression(BoundType.Boolean, Start, Length);
