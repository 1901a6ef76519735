namespace Risk.Features.Vectorization;

/// <summary>Fill, the operation, (x - shift) × scale, and clip.</summary>
internal readonly struct AllSteps : IBlockSteps
{
    public static bool Fill => true;

    public static bool Affine => true;

    public static bool Clip => true;
}
