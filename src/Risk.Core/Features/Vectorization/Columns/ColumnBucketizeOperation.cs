using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Risk.Features.Vectorization.Operations;

namespace Risk.Features.Vectorization;

/// <summary>
/// <see cref="BucketizeOperation"/> where all lanes have the same edges. Sixteen edges are two vectors, in which every lane searches by
/// halving: five permutations and comparisons instead of sixteen comparisons.
/// </summary>
internal readonly unsafe struct ColumnBucketizeOperation : IBlockOperation
{
    private const int Edges = 16;
    private const int HeaderDoubles = 8;

    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => true;

    /// <summary>The parameters: how many edges follow, then the edges in ascending order, filled up with infinities to sixteens.</summary>
    public static double[] ParametersOf(ReadOnlySpan<double> edges)
    {
        int count = (edges.Length + (Edges - 1)) / Edges * Edges;
        double[] parameters = new double[HeaderDoubles + count];
        parameters[0] = count;
        edges.CopyTo(parameters.AsSpan(HeaderDoubles));
        parameters.AsSpan(HeaderDoubles + edges.Length).Fill(double.PositiveInfinity);
        return parameters;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        double* edges = parameters + HeaderDoubles;
        double* end = edges + (int)*parameters;
        Vector512<long> lowCount = Vector512<long>.Zero;
        Vector512<long> highCount = Vector512<long>.Zero;
        for (; edges < end; edges += Edges)
        {
            Count(low, high, edges, ref lowCount, ref highCount);
        }

        parameters = end;
        low = Vector512.ConditionalSelect(Vector512.Equals(low, low), Vector512.ConvertToDouble(lowCount), low);
        high = Vector512.ConditionalSelect(Vector512.Equals(high, high), Vector512.ConvertToDouble(highCount), high);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count(Vector512<double> low, Vector512<double> high, double* edges, ref Vector512<long> lowCount, ref Vector512<long> highCount)
    {
        if (Avx512F.IsSupported)
        {
            lowCount += Search(low, edges);
            highCount += Search(high, edges);
            return;
        }

        for (int i = 0; i < Edges; i++)
        {
            Vector512<double> edge = Vector512.Create(edges[i]);
            lowCount -= Vector512.GreaterThanOrEqual(low, edge).AsInt64();
            highCount -= Vector512.GreaterThanOrEqual(high, edge).AsInt64();
        }
    }

    // How many edges are known to be at or below. Comparisons are written where they are used: a mask that is kept becomes a vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Search(Vector512<double> x, double* edges)
    {
        Vector512<double> first = Vector512.Load(edges);
        Vector512<double> second = Vector512.Load(edges + Vector512<double>.Count);
        Vector512<double> eighth = Vector512.Create(edges[7]);
        Vector512<long> count = Vector512.GreaterThanOrEqual(x, eighth).AsInt64() & Vector512.Create(8L);
        Vector512<double> next = Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(x, eighth), Vector512.Create(edges[11]), Vector512.Create(edges[3]));
        count = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, next).AsInt64(), count + Vector512.Create(4L), count);
        next = Avx512F.PermuteVar8x64x2(first, count + Vector512<long>.One, second);
        count = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, next).AsInt64(), count + Vector512.Create(2L), count);
        next = Avx512F.PermuteVar8x64x2(first, count, second);
        count = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, next).AsInt64(), count + Vector512<long>.One, count);
        next = Avx512F.PermuteVar8x64x2(first, count, second);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, next).AsInt64(), count + Vector512<long>.One, count);
    }
}
