using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>domain(text)</c>: the domain of an e-mail address or URL.</summary>
internal sealed class DomainFunction : RuleFunction
{
    /// <inheritdoc/>
    public override string Name => "domain";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Text;

    /// <inheritdoc/>
    public override string Signature => "domain(text)";

    /// <inheritdoc/>
    public override string Summary => "The domain of an e-mail address or URL.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown when the text is missing or names no domain.";

    /// <inheritdoc/>
    public override int MinimumArguments => 1;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => new("text", RuleParameterKind.Text);

    /// <inheritdoc/>
    public override bool TryEvaluateText(BoundExpression[] arguments, AttributeRow row, out ReadOnlySpan<char> text)
    {
        bool known = RuleExpressions.TryText(arguments[0], row, out text);
        text = DomainName.Of(text);
        return known && !text.IsEmpty;
    }
}
