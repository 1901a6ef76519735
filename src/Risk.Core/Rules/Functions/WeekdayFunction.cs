using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>weekday(time[, 'zone'])</c>: the day of the week as in ISO 8601, Monday 1 to Sunday 7, in UTC or in a time zone.</summary>
internal sealed class WeekdayFunction : RuleFunction
{
    private TimeZoneInfo? _zone;

    /// <inheritdoc/>
    public override string Name => "weekday";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "weekday(time[, 'zone'])";

    /// <inheritdoc/>
    public override string Summary => "The day of the week as in ISO 8601, Monday 1 to Sunday 7, in UTC or in a time zone.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => 2;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => index == 0
        ? new("time", RuleParameterKind.Timestamp)
        : new("zone", RuleParameterKind.Text, IsConstant: true);

    /// <inheritdoc/>
    public override string? CheckConstant(int index, BoundExpression argument) =>
        index == 1 && argument is BoundText text ? LocalTime.CheckZone(text.Value) : null;

    /// <inheritdoc/>
    public override RuleFunction Specialize(BoundExpression[] arguments) =>
        arguments.Length < 2 ? this : new WeekdayFunction { _zone = TimeZoneInfo.FindSystemTimeZoneById(((BoundText)arguments[1]).Value) };

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) =>
        LocalTime.Weekday(RuleExpressions.Number(arguments[0], row), _zone);
}
