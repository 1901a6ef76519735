using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>count(key, window)</c>: the number of earlier events of the key in the window.</summary>
internal sealed class CountWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "count";

    /// <inheritdoc/>
    public override string Signature => "count(key, window)";

    /// <inheritdoc/>
    public override string Summary => "The number of earlier events of the key in the window.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.Count;

    /// <inheritdoc/>
    public override int ValueIndex => -1;

    /// <inheritdoc/>
    public override int KeyIndex => 0;

    /// <inheritdoc/>
    public override int WindowIndex => 1;
}
