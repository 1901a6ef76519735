using Risk.Rules.Binding;
using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>A number of the fluent form. A <see cref="double"/> may stand for one.</summary>
public sealed class RuleNumber : RuleValue
{
    internal RuleNumber(ExpressionSyntax syntax)
        : base(syntax)
    {
    }

    /// <summary>A number written in the rule.</summary>
    public static implicit operator RuleNumber(double value) => new(SyntaxMaker.Number(value));

    /// <summary>The left number is larger.</summary>
    public static RuleCondition operator >(RuleNumber left, RuleNumber right) => Compare(ComparisonOperator.Greater, left, right);

    /// <summary>The left number is smaller.</summary>
    public static RuleCondition operator <(RuleNumber left, RuleNumber right) => Compare(ComparisonOperator.Less, left, right);

    /// <summary>The left number is larger or equal.</summary>
    public static RuleCondition operator >=(RuleNumber left, RuleNumber right) => Compare(ComparisonOperator.GreaterOrEqual, left, right);

    /// <summary>The left number is smaller or equal.</summary>
    public static RuleCondition operator <=(RuleNumber left, RuleNumber right) => Compare(ComparisonOperator.LessOrEqual, left, right);

    /// <summary>The sum.</summary>
    public static RuleNumber operator +(RuleNumber left, RuleNumber right) => Combine(ArithmeticOperator.Add, left, right);

    /// <summary>The difference.</summary>
    public static RuleNumber operator -(RuleNumber left, RuleNumber right) => Combine(ArithmeticOperator.Subtract, left, right);

    /// <summary>The product.</summary>
    public static RuleNumber operator *(RuleNumber left, RuleNumber right) => Combine(ArithmeticOperator.Multiply, left, right);

    /// <summary>The quotient; unknown when divided by zero.</summary>
    public static RuleNumber operator /(RuleNumber left, RuleNumber right) => Combine(ArithmeticOperator.Divide, left, right);

    /// <summary>The remainder, with the sign of the dividend; unknown when divided by zero.</summary>
    public static RuleNumber operator %(RuleNumber left, RuleNumber right) => Combine(ArithmeticOperator.Remainder, left, right);

    /// <summary>The negative.</summary>
    public static RuleNumber operator -(RuleNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new RuleNumber(number.Syntax is NumberSyntax { Value: var value } && !double.IsNegative(value) ? SyntaxMaker.Number(-value) : new NegateSyntax(number.Syntax, SourceSpan.None));
    }

    /// <summary>The numbers are equal.</summary>
    public RuleCondition EqualTo(RuleNumber other) => Compare(ComparisonOperator.Equal, this, other);

    /// <summary>The numbers differ.</summary>
    public RuleCondition NotEqualTo(RuleNumber other) => Compare(ComparisonOperator.NotEqual, this, other);

    /// <summary>The number lies between two others, both included.</summary>
    public RuleCondition Between(RuleNumber low, RuleNumber high)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        return new RuleCondition(new BetweenSyntax(Syntax, IsNegated: false, low.Syntax, high.Syntax, SourceSpan.None));
    }

    /// <summary>The number is one of these.</summary>
    public RuleCondition In(params ReadOnlySpan<double> values) => new(SyntaxMaker.In(this, isNegated: false, values));

    /// <summary>The number is none of these.</summary>
    public RuleCondition NotIn(params ReadOnlySpan<double> values) => new(SyntaxMaker.In(this, isNegated: true, values));

    /// <summary>The number is in a named list.</summary>
    public RuleCondition InList(string list) => new(SyntaxMaker.InList(this, isNegated: false, list));

    /// <summary>The number is not in a named list.</summary>
    public RuleCondition NotInList(string list) => new(SyntaxMaker.InList(this, isNegated: true, list));

    /// <summary>The number, or another when it is missing.</summary>
    public RuleNumber OrElse(RuleNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleNumber(SyntaxMaker.Call("coalesce", Syntax, other.Syntax));
    }

    private static RuleCondition Compare(ComparisonOperator comparison, RuleNumber left, RuleNumber right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RuleCondition(SyntaxMaker.Compare(comparison, left, right));
    }

    private static RuleNumber Combine(ArithmeticOperator arithmetic, RuleNumber left, RuleNumber right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RuleNumber(new ArithmeticSyntax(arithmetic, left.Syntax, right.Syntax, SourceSpan.None));
    }
}
