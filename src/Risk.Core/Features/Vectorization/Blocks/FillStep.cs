namespace Risk.Features.Vectorization;

/// <summary>Fill, then the operation.</summary>
internal readonly struct FillStep : IBlockSteps
{
    public static bool Fill => true;

    public static bool Affine => false;

    public static bool Clip => false;
}
