using System.Runtime.InteropServices;

namespace Risk.Features.Vectorization;

/// <summary>
/// What stands on the tape before a block's parameters: where its operands are and where its results go, by halves of eight
/// lanes. Other kernels use the fields for their own places.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct BlockHeader
{
    public const int Doubles = 8;

    public int LeftLow;
    public int LeftHigh;
    public int RightLow;
    public int RightHigh;
    public int OutputLow;
    public int OutputHigh;
}
