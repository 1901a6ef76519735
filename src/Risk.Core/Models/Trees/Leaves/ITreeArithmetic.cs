namespace Risk.Models.Trees;

/// <summary>Float32 or float64 addition, carried in doubles: the kernels are generic over it and compile to one of the two.</summary>
internal interface ITreeArithmetic
{
    /// <summary>Rounds a value to the arithmetic's precision.</summary>
    static abstract double Round(double value);

    /// <summary>Adds two values of the arithmetic's precision.</summary>
    static abstract double Add(double left, double right);

    /// <summary>Rounds a leaf value and multiplies it by a tree's weight.</summary>
    static abstract double Multiply(double value, float weight);

    /// <summary>Divides a sum by a number of trees.</summary>
    static abstract double Divide(double value, int count);
}
