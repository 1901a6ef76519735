namespace Risk.Models.Graph;

/// <summary>-1, 0 or 1; NaN for NaN.</summary>
internal readonly struct SignFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => double.IsNaN(value) ? value : Math.Sign(value);
}
