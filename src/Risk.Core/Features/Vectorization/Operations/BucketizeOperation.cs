using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Risk.Features.Vectorization.Operations;

/// <summary>
/// The number of edges at or below the operand; NaN stays. The parameters are the count of edges and whether both halves are
/// the same lanes (1 or 0), then the first edges of all lanes, the second edges and so on; lanes with fewer edges have infinities.
/// </summary>
internal readonly unsafe struct BucketizeOperation : IBlockOperation
{
    public static bool IsBinary => false;

    public static bool HidesMissing => false;

    public static bool HidesInfinity => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Invoke(
        ref Vector512<double> low, ref Vector512<double> high, Vector512<double> rightLow, Vector512<double> rightHigh, ref double* parameters)
    {
        int stride = 2 * Vector512<double>.Count;
        double* edges = parameters + Vector512<double>.Count;
        double* end = edges + ((int)*parameters * stride);
        bool isHalf = parameters[1] != 0;
        parameters = end;
        if (isHalf)
        {
            Vector512<long> counts = Vector512<long>.Zero;
            for (; edges < end; edges += stride)
            {
                counts = Count(counts, low, edges);
            }

            low = Vector512.ConditionalSelect(Vector512.Equals(low, low), Vector512.ConvertToDouble(counts), low);
            high = low;
            return 0;
        }

        Vector512<long> lowCount = Vector512<long>.Zero;
        Vector512<long> highCount = Vector512<long>.Zero;
        for (; edges < end; edges += stride)
        {
            lowCount = Count(lowCount, low, edges);
            highCount = Count(highCount, high, edges + Vector512<double>.Count);
        }

        low = Vector512.ConditionalSelect(Vector512.Equals(low, low), Vector512.ConvertToDouble(lowCount), low);
        high = Vector512.ConditionalSelect(Vector512.Equals(high, high), Vector512.ConvertToDouble(highCount), high);
        return 0;
    }

    // Where comparisons give masks, counting under the mask is one instruction; where they give -1, subtracting is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Count(Vector512<long> count, Vector512<double> x, double* edges)
    {
        Vector512<long> isReached = Vector512.GreaterThanOrEqual(x, Vector512.Load(edges)).AsInt64();
        return Vector512.IsHardwareAccelerated
            ? Vector512.ConditionalSelect(isReached, count + Vector512<long>.One, count)
            : count - isReached;
    }
}
