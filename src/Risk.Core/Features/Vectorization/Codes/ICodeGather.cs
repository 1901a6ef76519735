using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization;

/// <summary>A way to bring sixteen codes together.</summary>
internal unsafe interface ICodeGather
{
    static abstract Vector512<int> Codes(BlockHeader* header, int* codes, ref double* tape);
}
