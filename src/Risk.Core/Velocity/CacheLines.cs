using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Risk.Velocity;

/// <summary>Hints to the processor which memory is needed soon. A wrong hint costs time and nothing else.</summary>
internal static class CacheLines
{
    /// <summary>Words of 8 bytes in a line.</summary>
    public const int Words = 8;

    /// <summary>Starts to fetch the line that a word lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref ulong word)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref word));
        }
    }
}
