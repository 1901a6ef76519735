using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary>A function that gives a text in another case, unit by unit, without culture.</summary>
internal abstract class CaseFunction : RuleFunction
{
    /// <inheritdoc/>
    public sealed override BoundType ResultType => BoundType.Text;

    /// <inheritdoc/>
    public sealed override string Signature => $"{Name}(text)";

    /// <inheritdoc/>
    public sealed override int MinimumArguments => 1;

    /// <inheritdoc/>
    public sealed override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public sealed override BoundType ResultTypeOf(BoundExpression[] arguments) => arguments[0].Type;

    /// <inheritdoc/>
    public sealed override bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text)
    {
        if (!RuleExpressions.TryText(arguments[0], row, out ReadOnlySpan<char> source))
        {
            text = default;
            return false;
        }

        Span<char> result = row.RentScratch(source.Length);
        Convert(source, result);
        text = result;
        return true;
    }

    /// <summary>Writes the text in the case; the lengths are equal.</summary>
    protected abstract void Convert(ReadOnlySpan<char> source, Span<char> result);
}
