using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>abs(number)</c>: the number without its sign.</summary>
internal sealed class AbsFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "abs";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "abs(number)";

    /// <inheritdoc/>
    public override string Summary => "The number without its sign.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) =>
        Math.Abs(RuleExpressions.Number(arguments[0], row));
}
