using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Risk.Features.Vectorization;

/// <summary>Codes within two windows of a vector's width each: two loads and a permutation.</summary>
internal readonly unsafe struct TwoWindowCodes : ICodeGather
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape)
    {
        Vector512<int> permutation = Vector512.Load((int*)tape);
        tape += Vector512<double>.Count;
        return Avx512F.PermuteVar16x32x2(Vector512.Load(codes + header->LeftLow), permutation, Vector512.Load(codes + header->LeftHigh));
    }
}
