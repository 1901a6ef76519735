using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>trim(text)</c>: the text without white space at its ends.</summary>
internal sealed class TrimFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "trim";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Text;

    /// <inheritdoc/>
    public override string Signature => "trim(text)";

    /// <inheritdoc/>
    public override string Summary => "The text without white space at its ends.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public override BoundType ResultTypeOf(BoundExpression[] arguments) => arguments[0].Type;

    /// <inheritdoc/>
    public override bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text)
    {
        bool known = RuleExpressions.TryText(arguments[0], row, out text);
        text = text.Trim();
        return known;
    }
}
