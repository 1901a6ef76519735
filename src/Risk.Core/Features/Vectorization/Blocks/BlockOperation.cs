namespace Risk.Features.Vectorization;

/// <summary>The operations that have a vector form.</summary>
internal enum BlockOperation : byte
{
    Identity,
    Log1p,
    Log,
    SignedLog,
    SquareRoot,
    IsMissing,
    IsEqual,
    Bucketize,
    Sum,
    Difference,
    Product,
    Ratio,
}
