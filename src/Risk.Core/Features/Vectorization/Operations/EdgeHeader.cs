using System.Runtime.InteropServices;

namespace Risk.Features.Vectorization.Operations;

/// <summary>What stands before the edges of a block of <see cref="BucketizeOperation"/>.</summary>
/// <param name="Trees">How many times sixteen edges, in the order of <see cref="EdgeTree"/>, come first.</param>
/// <param name="Singles">How many edges follow in their own order.</param>
/// <param name="IsHalf">Not zero when both halves are the same lanes.</param>
[StructLayout(LayoutKind.Sequential, Size = Doubles * sizeof(double))]
internal readonly record struct EdgeHeader(int Trees, int Singles, int IsHalf)
{
    public const int Doubles = 8;
}
