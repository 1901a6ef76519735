using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>coalesce(value, value, …)</c>: the first of the values that is known.</summary>
internal sealed class CoalesceFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "coalesce";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "coalesce(value, value, …)";

    /// <inheritdoc/>
    public override string Summary => "The first of the values that is known.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown only when every value is.";

    /// <inheritdoc/>
    public override int MinimumArguments => 2;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => index == 0 ? new("value", RuleParameterKind.Any) : new("value", RuleParameterKind.SameAsFirst);

    /// <inheritdoc/>
    public override BoundType ResultTypeOf(BoundExpression[] arguments)
    {
        foreach (BoundExpression argument in arguments)
        {
            if (argument.Type == BoundType.Token)
            {
                return BoundType.Token;
            }
        }

        return arguments[0].Type;
    }

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        foreach (BoundExpression argument in arguments)
        {
            double value = RuleExpressions.Number(argument, row);
            if (!double.IsNaN(value))
            {
                return value;
            }
        }

        return double.NaN;
    }

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        foreach (BoundExpression argument in arguments)
        {
            Truth truth = RuleExpressions.Truth(argument, row);
            if (truth != Truth.Unknown)
            {
                return truth;
            }
        }

        return Truth.Unknown;
    }

    /// <inheritdoc/>
    public override bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text)
    {
        foreach (BoundExpression argument in arguments)
        {
            if (RuleExpressions.TryText(argument, row, out text))
            {
                return true;
            }
        }

        text = default;
        return false;
    }
}
