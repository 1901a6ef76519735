using Risk.Rules.Binding;
using Risk.Rules.Syntax;

namespace Risk.Rules.Building;

/// <summary>A point in time of the fluent form.</summary>
public sealed class RuleTime : RuleValue
{
    internal RuleTime(ExpressionSyntax syntax)
        : base(syntax)
    {
    }

    /// <summary>The left time is later.</summary>
    public static RuleCondition operator >(RuleTime left, RuleTime right) => Compare(ComparisonOperator.Greater, left, right);

    /// <summary>The left time is earlier.</summary>
    public static RuleCondition operator <(RuleTime left, RuleTime right) => Compare(ComparisonOperator.Less, left, right);

    /// <summary>The left time is later or the same.</summary>
    public static RuleCondition operator >=(RuleTime left, RuleTime right) => Compare(ComparisonOperator.GreaterOrEqual, left, right);

    /// <summary>The left time is earlier or the same.</summary>
    public static RuleCondition operator <=(RuleTime left, RuleTime right) => Compare(ComparisonOperator.LessOrEqual, left, right);

    /// <summary>Seconds from this time to the event's.</summary>
    public RuleNumber Age() => new(SyntaxMaker.Call("age", Syntax));

    /// <summary>The hour of the day, 0 to 23, in UTC or in a time zone.</summary>
    public RuleNumber Hour(string? zone = null) => InZone("hour", zone);

    /// <summary>The day of the week, in UTC or in a time zone.</summary>
    public RuleNumber Weekday(string? zone = null) => InZone("weekday", zone);

    /// <summary>Days from this time to another.</summary>
    public RuleNumber DaysTo(RuleTime other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RuleNumber(SyntaxMaker.Call("days_between", Syntax, other.Syntax));
    }

    private static RuleCondition Compare(ComparisonOperator comparison, RuleTime left, RuleTime right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RuleCondition(SyntaxMaker.Compare(comparison, left, right));
    }

    private RuleNumber InZone(string function, string? zone) =>
        new(zone is null ? SyntaxMaker.Call(function, Syntax) : SyntaxMaker.Call(function, Syntax, SyntaxMaker.Text(zone)));
}
