using Risk.Internals.Numerics;

namespace Risk.Models.Graph;

/// <summary>The natural logarithm; -infinity for 0, NaN below.</summary>
internal readonly struct LogFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => DoubleMath.Log(value);
}
