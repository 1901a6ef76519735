namespace Risk.Rules.Functions;

/// <summary><c>all_of(condition, condition, …)</c>: whether every condition is true.</summary>
internal sealed class AllOfFunction : JunctionFunction
{
    /// <inheritdoc/>
    public override string Name => "all_of";

    /// <inheritdoc/>
    public override string Summary => "Whether every condition is true.";

    /// <inheritdoc/>
    public override string MissingBehaviour => "As and: false when one condition is false, else unknown when one is unknown.";

    /// <inheritdoc/>
    protected override Truth Decisive => Truth.False;
}
