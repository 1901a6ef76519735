using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>A condition of the fluent form: true, false or unknown. Joined with <c>&amp;</c>, <c>|</c> and <c>!</c>.</summary>
public sealed class RuleCondition : RuleValue
{
    internal RuleCondition(ExpressionSyntax syntax)
        : base(syntax)
    {
    }

    /// <summary>Both hold.</summary>
    public static RuleCondition operator &(RuleCondition left, RuleCondition right) => Join(isAnd: true, left, right);

    /// <summary>At least one holds.</summary>
    public static RuleCondition operator |(RuleCondition left, RuleCondition right) => Join(isAnd: false, left, right);

    /// <summary>It does not hold.</summary>
    public static RuleCondition operator !(RuleCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new RuleCondition(new NotSyntax(condition.Syntax, SourceSpan.None));
    }

    private static RuleCondition Join(bool isAnd, RuleCondition left, RuleCondition right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RuleCondition(JunctionSyntax.Of(isAnd, [left.Syntax, right.Syntax]));
    }
}
