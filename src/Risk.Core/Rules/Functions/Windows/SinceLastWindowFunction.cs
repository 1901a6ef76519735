using Risk.Velocity;

namespace Risk.Rules.Functions;

/// <summary><c>since_last(key)</c>: seconds since the key's last earlier event.</summary>
internal sealed class SinceLastWindowFunction : WindowFunction
{
    /// <inheritdoc/>
    public override string Name => "since_last";

    /// <inheritdoc/>
    public override string Signature => "since_last(key)";

    /// <inheritdoc/>
    public override string Summary => "Seconds since the key's last earlier event.";

    /// <inheritdoc/>
    public override WindowAggregate Aggregate => WindowAggregate.SinceLast;

    /// <inheritdoc/>
    public override int ValueIndex => -1;

    /// <inheritdoc/>
    public override int KeyIndex => 0;

    /// <inheritdoc/>
    public override int WindowIndex => -1;
}
