namespace Risk.Models.Graph;

/// <summary>The largest integer that is not above the value.</summary>
internal readonly struct FloorFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => Math.Floor(value);
}
