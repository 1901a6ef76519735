using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>Codes within several windows: see <see cref="WindowPairs"/>.</summary>
internal readonly unsafe struct PairedCodes : ICodeGather
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape) => WindowPairs.Load(header, codes, ref tape);
}
