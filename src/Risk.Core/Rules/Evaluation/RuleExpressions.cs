using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;
using Risk.Rules.Functions;

namespace Risk.Rules.Evaluation;

/// <summary>
/// The meaning of expressions, written as plainly as the manual puts it: a walk over the tree, three-valued. Every other way
/// to evaluate rules is tested against this one. Positions of attributes are positions in the row
/// (<see cref="LayoutBinding"/> makes them so).
/// </summary>
internal static class RuleExpressions
{
    /// <summary>The value of an expression of type Number or Timestamp; NaN is unknown.</summary>
    public static double Number(BoundExpression expression, AttributeRow row) => expression switch
    {
        BoundNumber number => number.Value,
        BoundAttribute attribute => row.Numbers[attribute.Position],
        BoundArithmetic arithmetic => Arithmetic(arithmetic.Operator, Number(arithmetic.Left, row), Number(arithmetic.Right, row)),
        BoundNegate negate => -Number(negate.Operand, row),
        BoundCall call => call.Function.EvaluateNumber(call.Arguments, row),
        _ => throw Unexpected(expression),
    };

    /// <summary>The value of an expression of a text type.</summary>
    /// <returns>False when it is unknown.</returns>
    public static bool TryText(BoundExpression expression, AttributeRow row, out ReadOnlySpan<char> text)
    {
        switch (expression)
        {
            case BoundText constant:
                text = constant.Value;
                return true;
            case BoundAttribute attribute:
                return row.TryGetText(attribute.Position, out text);
            case BoundCall call:
                return call.Function.TryEvaluateText(call.Arguments, row, out text);
            default:
                throw Unexpected(expression);
        }
    }

    /// <summary>The truth of an expression of type Boolean.</summary>
    public static Truth Truth(BoundExpression expression, AttributeRow row) => expression switch
    {
        BoundTruth constant => constant.Value ? Rules.Truth.True : Rules.Truth.False,
        BoundAttribute attribute => OfBoolean(row.Numbers[attribute.Position]),
        BoundNot not => Not(Truth(not.Operand, row)),
        BoundJunction junction => Junction(junction, row),
        BoundComparison comparison => Compare(comparison, row),
        BoundMembership membership => IsMember(membership, row),
        BoundTextMatch match => Matches(match, row),
        IndexedMembership membership => membership.Evaluate(row),
        BoundCall call => call.Function.EvaluateTruth(call.Arguments, row),
        _ => throw Unexpected(expression),
    };

    /// <summary>Whether an expression of any type has a value.</summary>
    public static bool IsKnown(BoundExpression expression, AttributeRow row) => expression.Type switch
    {
        BoundType.Number or BoundType.Timestamp => !double.IsNaN(Number(expression, row)),
        BoundType.Boolean => Truth(expression, row) != Rules.Truth.Unknown,
        _ => TryText(expression, row, out _),
    };

    /// <summary>A boolean as a row stores it: NaN is unknown, zero false, anything else true.</summary>
    public static Truth OfBoolean(double value) =>
        double.IsNaN(value) ? Rules.Truth.Unknown : value != 0 ? Rules.Truth.True : Rules.Truth.False;

    /// <summary>Kleene's not.</summary>
    public static Truth Not(Truth truth) => truth switch
    {
        Rules.Truth.True => Rules.Truth.False,
        Rules.Truth.False => Rules.Truth.True,
        _ => Rules.Truth.Unknown,
    };

    /// <summary>Arithmetic on doubles; dividing by zero is unknown.</summary>
    public static double Arithmetic(ArithmeticOperator operation, double left, double right) => operation switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        ArithmeticOperator.Divide => right == 0 ? double.NaN : left / right,
        _ => right == 0 ? double.NaN : left % right,
    };

    private static Truth Junction(BoundJunction junction, AttributeRow row)
    {
        Truth decides = junction.IsAnd ? Rules.Truth.False : Rules.Truth.True;
        Truth result = Not(decides);
        foreach (BoundExpression operand in junction.Operands)
        {
            Truth truth = Truth(operand, row);
            if (truth == decides)
            {
                return decides;
            }

            result = truth == Rules.Truth.Unknown ? Rules.Truth.Unknown : result;
        }

        return result;
    }

    private static Truth Compare(BoundComparison comparison, AttributeRow row)
    {
        switch (comparison.Left.Type)
        {
            case BoundType.Number or BoundType.Timestamp:
                Range(comparison.Left, row, out double leftLeast, out double leftMost);
                Range(comparison.Right, row, out double rightLeast, out double rightMost);
                return NumberComparison.Compare(comparison.Operator, leftLeast, leftMost, rightLeast, rightMost);
            case BoundType.Boolean:
                Truth left = Truth(comparison.Left, row);
                Truth right = Truth(comparison.Right, row);
                return left == Rules.Truth.Unknown || right == Rules.Truth.Unknown
                    ? Rules.Truth.Unknown
                    : Of((left == right) == (comparison.Operator == ComparisonOperator.Equal));
            default:
                if (!TryText(comparison.Left, row, out ReadOnlySpan<char> leftText) || !TryText(comparison.Right, row, out ReadOnlySpan<char> rightText))
                {
                    return Rules.Truth.Unknown;
                }

                bool exact = comparison.Left.Type == BoundType.Token || comparison.Right.Type == BoundType.Token;
                bool equal = exact ? leftText.SequenceEqual(rightText) : TextFold.Equals(leftText, rightText);
                return Of(equal == (comparison.Operator == ComparisonOperator.Equal));
        }
    }

    private static Truth IsMember(BoundMembership membership, AttributeRow row)
    {
        if (membership.Set.Texts is null)
        {
            Range(membership.Operand, row, out double least, out double most);
            return NumberComparison.IsMember(least, most, membership.Set.Numbers);
        }

        if (!TryText(membership.Operand, row, out ReadOnlySpan<char> text))
        {
            return Rules.Truth.Unknown;
        }

        foreach (string member in membership.Set.Texts)
        {
            if (membership.Operand.Type == BoundType.Token ? text.SequenceEqual(member) : TextFold.Equals(text, member))
            {
                return Rules.Truth.True;
            }
        }

        return Rules.Truth.False;
    }

    private static Truth Matches(BoundTextMatch match, AttributeRow row) =>
        TryText(match.Operand, row, out ReadOnlySpan<char> text)
            ? Of(TextMatching.IsMatch(match, text))
            : Rules.Truth.Unknown;

    // A count of conditions, some of which are unknown, is a range; any other number is a range of one.
    private static void Range(BoundExpression expression, AttributeRow row, out double least, out double most)
    {
        if (expression is BoundCall { Function: CountOfFunction } count)
        {
            CountOfFunction.Count(count.Arguments, row, out int fewest, out int greatest);
            least = fewest;
            most = greatest;
        }
        else
        {
            least = most = Number(expression, row);
        }
    }

    private static Truth Of(bool value) => value ? Rules.Truth.True : Rules.Truth.False;

    private static InvalidOperationException Unexpected(BoundExpression expression) =>
        new($"The expression '{expression}' of type {expression.Type} was bound where another type is needed.");
}
