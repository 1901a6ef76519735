using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>floor(number)</c>: the largest whole number that is not above it.</summary>
internal sealed class FloorFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "floor";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "floor(number)";

    /// <inheritdoc/>
    public override string Summary => "The largest whole number that is not above it.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) =>
        Math.Floor(RuleExpressions.Number(arguments[0], row));
}
