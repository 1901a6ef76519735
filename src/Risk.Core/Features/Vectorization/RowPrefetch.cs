using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Risk.Events;

namespace Risk.Features.Vectorization;

/// <summary>
/// Asks for the next row of a batch while one is computed: rows that were not touched just before lie in memory or in a far cache,
/// and waiting for them takes as long as computing (FeatureVectorizerBenchmarks.Batch).
/// </summary>
internal static unsafe class RowPrefetch
{
    private const int Line = 64;

    /// <summary>Starts to load the numbers and codes of a row; does nothing where there is no instruction for it, or no row.</summary>
    public static void Start(AttributeRow? row, int length)
    {
        if (Sse.IsSupported && row is not null)
        {
            // A collection may move the arrays meanwhile: a wrong address costs a load and nothing else.
            Lines((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(row.Numbers)), length * sizeof(double));
            Lines((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(row.Codes)), length * sizeof(int));
        }
    }

    private static void Lines(byte* start, int bytes)
    {
        for (byte* line = start; line < start + bytes; line += Line)
        {
            Sse.Prefetch0(line);
        }
    }
}
