using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>count_of(condition, condition, …)</c>: how many of the conditions are true.</summary>
internal sealed class CountOfFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "count_of";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "count_of(condition, condition, …)";

    /// <inheritdoc/>
    public override string Summary => "How many of the conditions are true.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown conditions make a comparison of the count unknown only if they could change it.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("condition", RuleParameterKind.Boolean);

    /// <summary>How many conditions are true at least, and how many at most: unknown ones may be either.</summary>
    public static void Count(BoundExpression[] arguments, AttributeRow row, out int least, out int most)
    {
        least = 0;
        most = 0;
        foreach (BoundExpression argument in arguments)
        {
            Truth truth = RuleExpressions.Truth(argument, row);
            least += truth == Truth.True ? 1 : 0;
            most += truth == Truth.False ? 0 : 1;
        }
    }

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        Count(arguments, row, out int least, out int most);
        return least == most ? least : double.NaN;
    }
}
