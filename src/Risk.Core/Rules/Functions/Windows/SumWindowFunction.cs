using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>sum(value, key, window)</c>: the sum of the value over the key's earlier events in the window.</summary>
internal sealed class SumWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "sum";

    /// <inheritdoc/>
    public override string Signature => "sum(value, key, window)";

    /// <inheritdoc/>
    public override string Summary => "The sum of the value over the key's earlier events in the window.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.Sum;

    /// <inheritdoc/>
    public override int ValueIndex => 0;

    /// <inheritdoc/>
    public override int KeyIndex => 1;

    /// <inheritdoc/>
    public override int WindowIndex => 2;
}
