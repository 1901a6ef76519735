using Risk.Rules.Binding;
using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary>
/// A function of the past, such as <c>count(:card_fingerprint:, 1h)</c>. A call is bound as a computed number column that
/// somebody fills before the rules run, so it is never evaluated here. The event being scored is excluded.
/// </summary>
internal abstract class WindowFunction : RuleFunction
{
    /// <inheritdoc/>
    public sealed override BoundType ResultType => BoundType.Number;

    /// <inheritdoc/>
    public sealed override string MissingBehaviour => "Unknown when the key is missing, or the window holds nothing to aggregate.";

    /// <summary>What it computes over the window.</summary>
    public abstract WindowAggregate Aggregate { get; }

    /// <summary>The index of the value's argument, or -1 when it needs no value.</summary>
    public abstract int ValueIndex { get; }

    /// <summary>The index of the key's argument.</summary>
    public abstract int KeyIndex { get; }

    /// <summary>The index of the window's argument, or -1 when it looks as far back as the store does.</summary>
    public abstract int WindowIndex { get; }

    /// <inheritdoc/>
    public sealed override int MinimumArguments => 1 + (ValueIndex < 0 ? 0 : 1) + (WindowIndex < 0 ? 0 : 1);

    /// <inheritdoc/>
    public override RuleParameter ParameterAt(int index) =>
        index == KeyIndex ? new("key", RuleParameterKind.Attribute)
        : index == WindowIndex ? new("window", RuleParameterKind.Duration, IsConstant: true)
        : new("value", Aggregate == WindowAggregate.Distinct ? RuleParameterKind.Attribute : RuleParameterKind.NumberAttribute);
}
