using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>max(number, number, …)</c>: the largest of the numbers.</summary>
internal sealed class MaxFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "max(number, number, …)";

    /// <inheritdoc/>
    public override string Summary => "The largest of the numbers.";

    /// <inheritdoc/>
    public override int MinimumArguments => 2;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        double result = RuleExpressions.Number(arguments[0], row);
        for (int i = 1; i < arguments.Length; i++)
        {
            result = Math.Max(result, RuleExpressions.Number(arguments[i], row));
        }

        return result;
    }
}
