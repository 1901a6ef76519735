using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary>A function of a time's date and hour in UTC or, with a second argument, in a time zone.</summary>
internal abstract class LocalTimeFunction : RuleFunction
{
    private TimeZoneInfo? _zone;

    /// <inheritdoc/>
    public sealed override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public sealed override string Signature => $"{Name}(time[, 'zone'])";

    /// <inheritdoc/>
    public sealed override int MinimumArguments => 1;

    /// <inheritdoc/>
    public sealed override int MaximumArguments => 2;

    /// <inheritdoc/>
    public sealed override RuleParameter ParameterAt(int index) => index == 0
        ? new("time", RuleParameterKind.Timestamp)
        : new("zone", RuleParameterKind.Text, IsConstant: true);

    /// <inheritdoc/>
    public sealed override string? CheckConstant(int index, BoundExpression argument) =>
        index == 1 && argument is BoundText text ? LocalTime.CheckZone(text.Value) : null;

    /// <inheritdoc/>
    public sealed override RuleFunction Specialize(BoundExpression[] arguments)
    {
        if (arguments.Length < 2)
        {
            return this;
        }

        var copy = (LocalTimeFunction)MemberwiseClone();
        copy._zone = TimeZoneInfo.FindSystemTimeZoneById(((BoundText)arguments[1]).Value);
        return copy;
    }

    /// <inheritdoc/>
    public sealed override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) => Evaluate(RuleExpressions.Number(arguments[0], row), _zone);

    /// <summary>The value at a time in Unix microseconds; NaN when it is missing or beyond the calendar.</summary>
    protected abstract double Evaluate(double microseconds, TimeZoneInfo? zone);
}
