namespace Risk;

/// <summary>Says between which values a number lies, so that rules that compare beyond them draw a warning. Values are not checked.</summary>
/// <param name="minimum">The smallest value; negative infinity for none.</param>
/// <param name="maximum">The largest value; positive infinity for none.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BoundsAttribute(double minimum, double maximum = double.PositiveInfinity) : Attribute
{
    /// <summary>The smallest value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The largest value.</summary>
    public double Maximum { get; } = maximum;
}
