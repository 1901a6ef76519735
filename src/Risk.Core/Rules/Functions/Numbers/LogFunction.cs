using Risk.Events;
using Risk.Internals.Numerics;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>log(number)</c>: the natural logarithm.</summary>
internal sealed class LogFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "log";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "log(number)";

    /// <inheritdoc/>
    public override string Summary => "The natural logarithm.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown when the number is missing, zero or negative.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("number", RuleParameterKind.Number);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        double value = RuleExpressions.Number(arguments[0], row);
        return value > 0 ? DoubleMath.Log(value) : double.NaN;
    }
}
