using System.Runtime.CompilerServices;

namespace Risk.Features.Vectorization;

/// <summary>The slots that earlier phases filled.</summary>
internal readonly unsafe struct SlotSource : IGatherSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double* Of(in VectorFrame frame) => frame.Slots;
}
