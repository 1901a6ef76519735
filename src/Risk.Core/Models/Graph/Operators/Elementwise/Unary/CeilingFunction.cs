namespace Risk.Models.Graph;

/// <summary>The smallest integer that is not below the value.</summary>
internal readonly struct CeilingFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => Math.Ceiling(value);
}
