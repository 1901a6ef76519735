namespace Risk.Models.Graph;

/// <summary>What is made of the elements along an axis.</summary>
internal enum Reduction
{
    Sum,
    Mean,
    Maximum,
    Minimum,
    Product,
    L1,
    L2,
    SumSquare,
    LogSum,
    LogSumExp,
}
