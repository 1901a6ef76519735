using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>ceil(number)</c>: the smallest whole number that is not below it.</summary>
internal sealed class CeilingFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "ceil";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "ceil(number)";

    /// <inheritdoc/>
    public override string Summary => "The smallest whole number that is not below it.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row) =>
        Math.Ceiling(RuleExpressions.Number(arguments[0], row));
}
