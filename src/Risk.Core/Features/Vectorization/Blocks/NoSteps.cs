namespace Risk.Features.Vectorization;

/// <summary>The operation alone.</summary>
internal readonly struct NoSteps : IBlockSteps
{
    public static bool Fill => false;

    public static bool Affine => false;

    public static bool Clip => false;
}
