using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>any_of(condition, condition, …)</c>: whether at least one condition is true.</summary>
internal sealed class AnyOfFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "any_of";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public override string Signature => "any_of(condition, condition, …)";

    /// <inheritdoc/>
    public override string Summary => "Whether at least one condition is true.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "As or: true when one condition is true, else unknown when one is unknown.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("condition", RuleParameterKind.Boolean);

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        Truth result = Truth.False;
        foreach (BoundExpression argument in arguments)
        {
            Truth truth = RuleExpressions.Truth(argument, row);
            if (truth == Truth.True)
            {
                return Truth.True;
            }

            result = truth == Truth.Unknown ? Truth.Unknown : result;
        }

        return result;
    }
}
