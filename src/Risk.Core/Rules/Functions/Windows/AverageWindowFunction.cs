using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>avg(value, key, window)</c>: the mean of the value over the key's earlier events in the window.</summary>
internal sealed class AverageWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "avg";

    /// <inheritdoc/>
    public override string Signature => "avg(value, key, window)";

    /// <inheritdoc/>
    public override string Summary => "The mean of the value over the key's earlier events in the window.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.Average;

    /// <inheritdoc/>
    public override int ValueIndex => 0;

    /// <inheritdoc/>
    public override int KeyIndex => 1;

    /// <inheritdoc/>
    public override int WindowIndex => 2;
}
