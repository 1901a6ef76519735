using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>is_missing(value)</c>: whether the value is missing or can't be computed.</summary>
internal sealed class IsMissingFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "is_missing";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public override string Signature => "is_missing(value)";

    /// <inheritdoc/>
    public override string Summary => "Whether the value is missing or can't be computed.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Never unknown.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("value", RuleParameterKind.Any);

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        return RuleExpressions.IsKnown(arguments[0], row) ? Truth.False : Truth.True;
    }
}
