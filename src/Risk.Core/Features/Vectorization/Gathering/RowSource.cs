using System.Runtime.CompilerServices;

namespace Risk.Features.Vectorization;

/// <summary>The row's numbers.</summary>
internal readonly unsafe struct RowSource : IGatherSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double* Of(in VectorFrame frame) => frame.Numbers;
}
