using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>upper(text)</c>: the text in upper case, unit by unit, without culture.</summary>
internal sealed class UpperFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "upper";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Text;

    /// <inheritdoc/>
    public override string Signature => "upper(text)";

    /// <inheritdoc/>
    public override string Summary => "The text in upper case, unit by unit, without culture.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public override BoundType ResultTypeOf(BoundExpression[] arguments) => arguments[0].Type;

    /// <inheritdoc/>
    public override bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text)
    {
        if (!RuleExpressions.TryText(arguments[0], row, out ReadOnlySpan<char> source))
        {
            text = default;
            return false;
        }

        Span<char> result = row.RentScratch(source.Length);
        TextCase.Upper(source, result);
        text = result;
        return true;
    }
}
