using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>distinct(value, key, window)</c>: the number of distinct values among the key's earlier events in the window.</summary>
internal sealed class DistinctWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "distinct";

    /// <inheritdoc/>
    public override string Signature => "distinct(value, key, window)";

    /// <inheritdoc/>
    public override string Summary => "The number of distinct values among the key's earlier events in the window.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.Distinct;

    /// <inheritdoc/>
    public override int ValueIndex => 0;

    /// <inheritdoc/>
    public override int KeyIndex => 1;

    /// <inheritdoc/>
    public override int WindowIndex => 2;
}
