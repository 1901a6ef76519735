using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>Codes within one vector's width: one load and a permutation.</summary>
internal readonly unsafe struct OneWindowCodes : ICodeGather
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape)
    {
        Vector512<int> permutation = Vector512.Load((int*)tape);
        tape += Vector512<double>.Count;
        return Avx512F.PermuteVar16x32(Vector512.Load(codes + header->LeftLow), permutation);
    }
}
