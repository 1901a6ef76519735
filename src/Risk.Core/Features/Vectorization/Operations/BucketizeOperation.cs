using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>
/// The number of edges at or below the operand; NaN stays. Edges are taken sixteen at a time by <see cref="EdgeTree"/>, what is
/// left over one by one. The parameters are an <see cref="EdgeHeader"/>, then for each edge the eight lanes of the first half and
/// those of the second; lanes with fewer edges have infinities.
/// </summary>
internal readonly unsafe struct BucketizeOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke<TLayout>(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
        where TLayout : struct, IParameterLayout
    {
        EdgeHeader header = *(EdgeHeader*)parameters;
        double* edges = parameters + EdgeHeader.Doubles;
        double* singles = edges + (header.Trees * EdgeTree.Edges * EdgeTree.Stride);
        parameters = singles + (header.Singles * EdgeTree.Stride);
        Vector512<double> x = low;
        low = Count(x, edges, singles, parameters);

        // A group of at most eight lanes has the same lanes in both halves.
        high = header.IsHalf != 0
            ? low
            : Count(high, edges + Vector512<double>.Count, singles + Vector512<double>.Count, parameters + Vector512<double>.Count);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Count(Vector512<double> x, double* edges, double* singles, double* end)
    {
        Vector512<long> count = Vector512<long>.Zero;
        for (; edges < singles; edges += EdgeTree.Edges * EdgeTree.Stride)
        {
            count += EdgeTree.Count(x, edges);
        }

        for (; edges < end; edges += EdgeTree.Stride)
        {
            count -= Vector512.GreaterThanOrEqual(x, Vector512.Load(edges)).AsInt64();
        }

        return Vector512.ConditionalSelect(Vector512.Equals(x, x), Vector512.ConvertToDouble(count), x);
    }
}
