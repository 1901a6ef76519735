using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>length(text)</c>: the number of characters; a surrogate pair counts once.</summary>
internal sealed class LengthFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "length";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public override string Signature => "length(text)";

    /// <inheritdoc/>
    public override string Summary => "The number of characters; a surrogate pair counts once.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public override double EvaluateNumber(BoundExpression[] arguments, AttributeRow row)
    {
        if (!RuleExpressions.TryText(arguments[0], row, out ReadOnlySpan<char> text))
        {
            return double.NaN;
        }

        int characters = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                characters--;
            }
        }

        return characters;
    }
}
