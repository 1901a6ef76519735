using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>round(number[, digits])</c>: the number rounded to whole ones or to 0 to 15 decimal digits, halves away from zero.</summary>
internal sealed class RoundFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "round";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "round(number[, digits])";

    /// <inheritdoc/>
    public override string Summary => "The number rounded to whole ones or to 0 to 15 decimal digits, halves away from zero.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => 2;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => index == 0
        ? new("number", RuleParameterKind.Number)
        : new("digits", RuleParameterKind.Number, IsConstant: true);

    /// <inheritdoc/>
    public override string? CheckConstant(int index, BoundExpression argument) =>
        index == 1 && argument is BoundNumber { Value: var digits } && !(digits is >= 0 and <= 15 && digits == Math.Floor(digits))
            ? "the number of digits must be a whole number from 0 to 15"
            : null;

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        double value = RuleExpressions.Number(arguments[0], row);
        int digits = arguments.Length > 1 ? (int)((BoundNumber)arguments[1]).Value : 0;
        return Math.Round(value, digits, MidpointRounding.AwayFromZero);
    }
}
