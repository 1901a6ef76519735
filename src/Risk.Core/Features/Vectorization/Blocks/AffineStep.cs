namespace Risk.Features.Vectorization;

/// <summary>The operation, then (x - shift) × scale.</summary>
internal readonly struct AffineStep : IBlockSteps
{
    public static bool Fill => false;

    public static bool Affine => true;

    public static bool Clip => false;
}
