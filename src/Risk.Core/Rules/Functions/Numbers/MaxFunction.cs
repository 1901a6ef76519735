namespace Risk.Rules.Functions;

/// <summary><c>max(number, number, …)</c>: the largest of the numbers.</summary>
internal sealed class MaxFunction : ExtremeFunction
{
    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override string Summary => "The largest of the numbers.";

    /// <inheritdoc/>
    protected override double Of(double left, double right) => Math.Max(left, right);
}
