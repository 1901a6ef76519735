namespace Risk.Models.Trees;

/// <summary>Every step in float64.</summary>
internal readonly struct DoubleArithmetic : ITreeArithmetic
{
    public static double Round(double value) => value;

    public static double Add(double left, double right) => left + right;

    public static double Multiply(double value, float weight) => value * weight;

    public static double Divide(double value, int count) => value / count;
}
