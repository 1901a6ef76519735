using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary>A function that gives one of its numbers: the smallest or the largest.</summary>
internal abstract class ExtremeFunction : RuleFunction
{
    /// <inheritdoc/>
    public sealed override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public sealed override string Signature => $"{Name}(number, number, …)";

    /// <inheritdoc/>
    public sealed override int MinimumArguments => 2;

    /// <inheritdoc/>
    public sealed override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public sealed override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public sealed override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        double result = RuleExpressions.Number(arguments[0], row);
        for (int i = 1; i < arguments.Length; i++)
        {
            result = Of(result, RuleExpressions.Number(arguments[i], row));
        }

        return result;
    }

    /// <summary>One of two numbers; NaN when one of them is.</summary>
    protected abstract double Of(double left, double right);
}
