namespace Risk.Rules.Functions;

/// <summary><c>any_of(condition, condition, …)</c>: whether at least one condition is true.</summary>
internal sealed class AnyOfFunction : JunctionFunction
{
    /// <inheritdoc/>
    public override string Name => "any_of";

    /// <inheritdoc/>
    public override string Summary => "Whether at least one condition is true.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "As or: true when one condition is true, else unknown when one is unknown.";

    /// <inheritdoc/>
    protected override Truth Decisive => Truth.True;
}
