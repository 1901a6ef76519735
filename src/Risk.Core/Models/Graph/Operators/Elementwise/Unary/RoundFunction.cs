namespace Risk.Models.Graph;

/// <summary>The nearest integer, halves to the even one.</summary>
internal readonly struct RoundFunction : IScalarFunction
{
    /// <inheritdoc/>
    public static double Invoke(double value) => Math.Round(value, MidpointRounding.ToEven);
}
