using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>Codes that lie side by side.</summary>
internal readonly unsafe struct ContiguousCodes : ICodeGather
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape) => Vector512.Load(codes + header->LeftLow);
}
