namespace Risk.Models.Graph;

/// <summary>The square root; NaN below 0.</summary>
internal readonly struct SqrtFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => Math.Sqrt(value);
}
