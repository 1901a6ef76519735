using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>
/// Counts how many of sixteen ascending edges are at or below each of eight lanes, every lane with edges of its own. The first edge
/// is compared by itself; the other fifteen are searched in four steps, in which each lane selects its next edge by the outcome of the
/// steps before. Five comparisons and eleven selections instead of sixteen comparisons and sixteen additions.
/// </summary>
/// <remarks>FeatureVectorizerBenchmarks.Pipeline; comparisons write masks, which only one port of the processors with AVX-512 can.</remarks>
internal static unsafe class EdgeTree
{
    public const int Edges = 16;

    /// <summary>From the lanes of one edge to those of the next, in doubles: two halves of eight lanes.</summary>
    public const int Stride = 2 * 8;

    /// <summary>By place in memory, the index of the edge that lies there: the first, then the tree level by level.</summary>
    public static ReadOnlySpan<byte> Order => [0, 8, 4, 12, 2, 6, 10, 14, 1, 3, 5, 7, 9, 11, 13, 15];

    /// <summary>How many edges are at or below x; 0 for NaN.</summary>
    /// <param name="x">Eight lanes.</param>
    /// <param name="edges">The eight lanes of the first edge in <see cref="Order"/>; those of the next lie <see cref="Stride"/> behind.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Count(Vector512<double> x, double* edges)
    {
        Vector512<double> first = Vector512.GreaterThanOrEqual(x, At(edges, 0));
        Vector512<double> eight = Vector512.GreaterThanOrEqual(x, At(edges, 1));
        Vector512<double> four = Vector512.GreaterThanOrEqual(x, Vector512.ConditionalSelect(eight, At(edges, 3), At(edges, 2)));
        Vector512<double> two = Vector512.GreaterThanOrEqual(x, Vector512.ConditionalSelect(
            four,
            Vector512.ConditionalSelect(eight, At(edges, 7), At(edges, 5)),
            Vector512.ConditionalSelect(eight, At(edges, 6), At(edges, 4))));
        Vector512<double> one = Vector512.GreaterThanOrEqual(x, Vector512.ConditionalSelect(
            two,
            Vector512.ConditionalSelect(
                four, Vector512.ConditionalSelect(eight, At(edges, 15), At(edges, 11)), Vector512.ConditionalSelect(eight, At(edges, 13), At(edges, 9))),
            Vector512.ConditionalSelect(
                four, Vector512.ConditionalSelect(eight, At(edges, 14), At(edges, 10)), Vector512.ConditionalSelect(eight, At(edges, 12), At(edges, 8)))));
        return ((eight.AsInt64() & Vector512.Create(8L)) | (four.AsInt64() & Vector512.Create(4L))
            | (two.AsInt64() & Vector512.Create(2L)) | (one.AsInt64() & Vector512<long>.One)) - first.AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> At(double* edges, int place) => Vector512.Load(edges + (place * Stride));
}
