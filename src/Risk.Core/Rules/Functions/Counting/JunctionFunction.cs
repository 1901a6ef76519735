using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary>Conditions joined as by <c>and</c> or <c>or</c>: one truth decides whatever the others are.</summary>
internal abstract class JunctionFunction : RuleFunction
{
    /// <inheritdoc/>
    public sealed override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public sealed override string Signature => $"{Name}(condition, condition, …)";

    /// <inheritdoc/>
    public sealed override int MinimumArguments => 1;

    /// <inheritdoc/>
    public sealed override int MaximumArguments => AnyNumber;

    /// <summary>The truth of one condition that decides.</summary>
    protected abstract Truth Decisive { get; }

    /// <inheritdoc/>
    public sealed override RuleParameter ParameterAt(int index) => new("condition", RuleParameterKind.Boolean);

    /// <inheritdoc/>
    public sealed override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        Truth decisive = Decisive;
        Truth result = decisive == Truth.True ? Truth.False : Truth.True;
        foreach (BoundExpression argument in arguments)
        {
            Truth truth = RuleExpressions.Truth(argument, row);
            if (truth == decisive)
            {
                return decisive;
            }

            result = truth == Truth.Unknown ? Truth.Unknown : result;
        }

        return result;
    }
}
