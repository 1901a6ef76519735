using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>erf(x), by the normal distribution function.</summary>
internal readonly struct ErrorFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => (2 * DoubleMath.NormalDistribution(value * 1.4142135623730951)) - 1;
}
