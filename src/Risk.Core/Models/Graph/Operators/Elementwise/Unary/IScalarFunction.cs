namespace Risk.Models.Graph;

/// <summary>A function of one value that is exact, or rounded once, in double.</summary>
internal interface IScalarFunction
{
    /// <summary>The function.</summary>
    static abstract double Invoke(double value);
}
