using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>similarity(text, text)</c>: how alike two texts are by Jaro-Winkler, 0 to 1; without case unless one is a token.</summary>
internal sealed class SimilarityFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "similarity";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "similarity(text, text)";

    /// <inheritdoc/>
    public override string Summary => "How alike two texts are by Jaro-Winkler, 0 to 1; without case unless one is a token.";

    /// <inheritdoc/>
    public override int MinimumArguments => 2;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        return RuleExpressions.TryText(arguments[0], row, out ReadOnlySpan<char> left) && RuleExpressions.TryText(arguments[1], row, out ReadOnlySpan<char> right)
            ? JaroWinkler.Similarity(left, right, exact: arguments[0].Type == BoundType.Token || arguments[1].Type == BoundType.Token)
            : double.NaN;
    }
}
