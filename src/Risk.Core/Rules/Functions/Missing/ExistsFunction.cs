using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>exists(value)</c>: whether the value is present and can be computed.</summary>
internal sealed class ExistsFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "exists";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public override string Signature => "exists(value)";

    /// <inheritdoc/>
    public override string Summary => "Whether the value is present and can be computed.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Never unknown.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("value", RuleParameterKind.Any);

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        return RuleExpressions.IsKnown(arguments[0], row) ? Truth.True : Truth.False;
    }
}
