namespace Risk.Models.Trees;

/// <summary>Every step rounded to float32.</summary>
internal readonly struct SingleArithmetic : ITreeArithmetic
{
    public static double Round(double value) => (float)value;

    public static double Add(double left, double right) => (float)left + (float)right;

    public static double Multiply(double value, float weight) => (float)value * weight;

    public static double Divide(double value, int count) => (float)value / count;
}
