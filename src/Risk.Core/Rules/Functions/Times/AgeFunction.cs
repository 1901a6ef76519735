using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>age(time[, now])</c>: seconds from the time to the event's own time, or to another one; negative when it lies ahead.</summary>
internal sealed class AgeFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "age";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "age(time[, now])";

    /// <inheritdoc/>
    public override string Summary => "Seconds from the time to the event's own time, or to another one; negative when it lies ahead.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown when the time is missing or the event has no time of its own.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => 2;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new(index == 0 ? "time" : "now", RuleParameterKind.Timestamp);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        double now = arguments.Length > 1 ? RuleExpressions.Number(arguments[1], row) : double.NaN;
        return (now - RuleExpressions.Number(arguments[0], row)) / UnixTime.MicrosecondsPerSecond;
    }
}
