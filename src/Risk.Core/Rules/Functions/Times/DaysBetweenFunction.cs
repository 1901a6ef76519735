using Risk.Events;
using Risk.Internals;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>days_between(from, to)</c>: the days from the first time to the second, with fractions; negative when the second is earlier.</summary>
internal sealed class DaysBetweenFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "days_between";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "days_between(from, to)";

    /// <inheritdoc/>
    public override string Summary => "The days from the first time to the second, with fractions; negative when the second is earlier.";

    /// <inheritdoc/>
    public override int MinimumArguments => 2;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new(index == 0 ? "from" : "to", RuleParameterKind.Timestamp);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) =>
        (RuleExpressions.Number(arguments[1], row) - RuleExpressions.Number(arguments[0], row)) / UnixTime.MicrosecondsPerSecond / 86_400;
}
