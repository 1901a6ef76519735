using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>max(value, key, window)</c>: the largest value among the key's earlier events in the window.</summary>
internal sealed class MaximumWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override string Signature => "max(value, key, window)";

    /// <inheritdoc/>
    public override string Summary => "The largest value among the key's earlier events in the window.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.Maximum;

    /// <inheritdoc/>
    public override int ValueIndex => 0;

    /// <inheritdoc/>
    public override int KeyIndex => 1;

    /// <inheritdoc/>
    public override int WindowIndex => 2;
}
