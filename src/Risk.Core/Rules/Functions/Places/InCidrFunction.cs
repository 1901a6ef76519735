using Risk.Events;
using Risk.Rules.Binding;
using Risk.Rules.Evaluation;

namespace Risk.Rules.Functions;

/// <summary><c>in_cidr(text, 'network', …)</c>: whether an IP address, version 4 or 6, lies in one of the networks.</summary>
internal sealed class InCidrFunction : RuleFunction
{
    private IpNetwork[] _networks = [];

    /// <inheritdoc/>
    public override string Name => "in_cidr";

    /// <inheritdoc/>
    public override BoundType ResultType => BoundType.Boolean;

    /// <inheritdoc/>
    public override string Signature => "in_cidr(text, 'network', …)";

    /// <inheritdoc/>
    public override string Summary => "Whether an IP address, version 4 or 6, lies in one of the networks.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "Unknown when the text is missing or not an IP address.";

    /// <inheritdoc/>
    public override int MinimumArguments => 2;

    /// <inheritdoc/>
    public override int MaximumArguments => AnyNumber;

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) => index == 0 ? new("address", RuleParameterKind.Text) : new("network", RuleParameterKind.Text, IsConstant: true);

    /// <inheritdoc/>
    public override string? CheckConstant(int index, BoundExpression argument) =>
        index > 0 && argument is BoundText text ? IpNetwork.Check(text.Value) : null;

    /// <inheritdoc/>
    public override RuleFunction Specialize(BoundExpression[] arguments)
    {
        var networks = new IpNetwork[arguments.Length - 1];
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = IpNetwork.Parse(((BoundText)arguments[i + 1]).Value);
        }

        return new InCidrFunction { _networks = networks };
    }

    /// <inheritdoc/>
    public override Truth EvaluateTruth(BoundExpression[] arguments, AttributeRow row)
    {
        if (!RuleExpressions.TryText(arguments[0], row, out ReadOnlySpan<char> text) || !IpNumber.TryParse(text, out IpNumber address))
        {
            return Truth.Unknown;
        }

        foreach (IpNetwork network in _networks)
        {
            if (network.Contains(address))
            {
                return Truth.True;
            }
        }

        return Truth.False;
    }
}
