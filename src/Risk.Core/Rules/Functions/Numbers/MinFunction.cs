namespace Risk.Rules.Functions;

/// <summary><c>min(number, number, …)</c>: the smallest of the numbers.</summary>
internal sealed class MinFunction : ExtremeFunction
{
    /// <inheritdoc/>
    public override string Name => "min";

    /// <inheritdoc/>
    public override string Summary => "The smallest of the numbers.";

    /// <inheritdoc/>
    protected override double Of(double left, double right) => Math.Min(left, right);
}
