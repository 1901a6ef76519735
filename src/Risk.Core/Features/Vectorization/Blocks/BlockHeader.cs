using System.Runtime.InteropServices;

namespace Risk.Features.Vectorization;

/// <summary>
/// What stands on the tape before a block's parameters: where its operands are and where its results go, by halves of eight
/// lanes. Other kernels use the fields for their own places.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal unsafe struct BlockHeader
{
    public const int Doubles = 8;

    public int LeftLow;
    public int LeftHigh;
    public int RightLow;
    public int RightHigh;
    public int OutputLow;
    public int OutputHigh;

    /// <summary>How many pairs of <see cref="Windows"/> there are.</summary>
    public int Pairs;

    /// <summary>Where the windows of a <see cref="WindowPairs"/> start, two a pair.</summary>
    public fixed int Windows[2 * WindowPairs.Most];
}
