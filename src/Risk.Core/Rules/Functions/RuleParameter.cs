using Risk.Rules.Binding;

namespace Risk.Rules.Functions;

/// <summary>What an argument of a function must be.</summary>
/// <param name="Name">The word for it in messages, such as <c>key</c>.</param>
/// <param name="Kind">The types it accepts.</param>
/// <param name="IsConstant">True when it must be written in the source, not read from the event.</param>
internal readonly record struct RuleParameter(string Name, RuleParameterKind Kind, bool IsConstant = false)
{
    /// <summary>Whether an argument of a type fits. <see cref="RuleParameterKind.SameAsFirst"/> needs the first argument's type.</summary>
    public bool Accepts(BoundType type, BoundType first) => Kind switch
    {
        RuleParameterKind.Number or RuleParameterKind.Duration => type == BoundType.Number,
        RuleParameterKind.Text => IsText(type),
        RuleParameterKind.Boolean => type == BoundType.Boolean,
        RuleParameterKind.Timestamp => type == BoundType.Timestamp,
        RuleParameterKind.SameAsFirst => type == first || (IsText(type) && IsText(first)),
        _ => true,
    };

    private static bool IsText(BoundType type) => type is BoundType.Text or BoundType.Token or BoundType.Country;
}
