using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Planning;

/// <summary>Which expressions are the same on every event, and their values.</summary>
internal static class Constants
{
    /// <summary>Whether an expression is a literal, or arithmetic on numbers that are.</summary>
    public static bool IsConstant(BoundExpression expression) => expression switch
    {
        BoundNumber or BoundText or BoundTruth => true,
        BoundNegate negate => IsConstant(negate.Operand),
        BoundArithmetic arithmetic => IsConstant(arithmetic.Left) && IsConstant(arithmetic.Right),
        _ => false,
    };

    /// <summary>The value of a constant number; NaN is unknown.</summary>
    public static double Number(BoundExpression constant) => constant switch
    {
        BoundNumber number => number.Value,
        BoundNegate negate => -Number(negate.Operand),
        BoundArithmetic arithmetic => RuleExpressions.Arithmetic(arithmetic.Operator, Number(arithmetic.Left), Number(arithmetic.Right)),
        _ => throw new ArgumentException($"'{constant}' is not a constant number.", nameof(constant)),
    };
}
