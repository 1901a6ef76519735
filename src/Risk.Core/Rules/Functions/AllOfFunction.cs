using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>all_of(condition, condition, …)</c>: whether every condition is true.</summary>
internal sealed class AllOfFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "all_of";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public override string Signature => "all_of(condition, condition, …)";

    /// <inheritdoc/>
    public override string Summary => "Whether every condition is true.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "As and: false when one condition is false, else unknown when one is unknown.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("condition", RuleParameterKind.Boolean);

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        Truth result = Truth.True;
        foreach (BoundExpression argument in arguments)
        {
            Truth truth = RuleExpressions.Truth(argument, row);
            if (truth == Truth.False)
            {
                return Truth.False;
            }

            result = truth == Truth.Unknown ? Truth.Unknown : result;
        }

        return result;
    }
}
