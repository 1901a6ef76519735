using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>Codes that lie anywhere: one load each.</summary>
internal readonly unsafe struct ScatteredCodes : ICodeGather
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape)
    {
        int* p = (int*)tape;
        tape += Vector512<double>.Count;
        return Vector512.Create(
            codes[p[0]], codes[p[1]], codes[p[2]], codes[p[3]], codes[p[4]], codes[p[5]], codes[p[6]], codes[p[7]],
            codes[p[8]], codes[p[9]], codes[p[10]], codes[p[11]], codes[p[12]], codes[p[13]], codes[p[14]], codes[p[15]]);
    }
}
