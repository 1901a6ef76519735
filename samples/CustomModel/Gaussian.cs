namespace CustomModel;

/// <summary>A normal distribution.</summary>
public readonly record struct Gaussian(double Mean, double Deviation)
{
    /// <summary>The log of the density, without the constant that all share.</summary>
    public double LogDensity(double value)
    {
        double distance = (value - Mean) / Deviation;
        return (-0.5 * distance * distance) - Math.Log(Deviation);
    }
}
