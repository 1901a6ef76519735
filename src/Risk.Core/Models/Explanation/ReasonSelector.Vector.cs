using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Explanation;

/// <content>
/// Ranking in vectors: the contributions are read twice, first for a size that <see cref="ReasonList.Capacity"/> of them reach, then for those that reach it. These few are ranked
/// as <see cref="Rank"/> ranks them all, so the answer is the same whatever the bound.
/// </content>
public sealed partial class ReasonSelector
{
    private const long SignBit = long.MinValue;

    private int RankInVectors(ReadOnlySpan<double> sums, ref Ranking best)
    {
        ref double values = ref MemoryMarshal.GetReference(sums);
        int last = sums.Length - Vector512<double>.Count;
        Vector512<double> largest = Vector512<double>.Zero;
        for (int i = 0; i <= last; i += Vector512<double>.Count)
        {
            // Not Max, which NaN would win.
            Vector512<double> sizes = Sizes(ref values, i);
            largest = Vector512.ConditionalSelect(Vector512.GreaterThan(sizes, largest), sizes, largest);
        }

        double bound = FourthOf(largest);
        int count = 0;
        int next = 0;
        for (int i = 0; ; i = Math.Min(i + Vector512<double>.Count, last))
        {
            Vector512<double> sizes = Sizes(ref values, i);
            ulong reached = Vector512.GreaterThanOrEqual(sizes, Vector512.Create(bound)).ExtractMostSignificantBits();

            // The last block overlaps the one before: what was looked at is not looked at again.
            for (reached &= ulong.MaxValue << (next - i); reached != 0; reached &= reached - 1)
            {
                int group = i + BitOperations.TrailingZeroCount(reached);
                count = Consider(ref best, count, group, Size(Unsafe.Add(ref values, group)));
            }

            if (i == last)
            {
                return count;
            }

            next = i + Vector512<double>.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Sizes(ref double values, int index)
    {
        Vector512<double> contributions = Vector512.LoadUnsafe(ref values, (nuint)index);
        return _direction switch
        {
            ContributionDirection.Raising => contributions,
            ContributionDirection.Lowering => contributions ^ Vector512.Create(SignBit).AsDouble(),
            _ => Vector512.Abs(contributions),
        };
    }

    // The largest lane that at least three others exceed: four contributions are no smaller. 0 when there is none, which every contribution that counts exceeds.
    private static double FourthOf(Vector512<double> lanes)
    {
        Vector512<long> above = Vector512<long>.Zero;
        Vector512<double> others = lanes;
        for (int i = 1; i < Vector512<double>.Count; i++)
        {
            others = Vector512.Shuffle(others, Vector512.Create(1L, 2, 3, 4, 5, 6, 7, 0));
            above -= Vector512.GreaterThan(others, lanes).AsInt64();
        }

        Vector512<double> low = Vector512.ConditionalSelect(Vector512.GreaterThan(above, Vector512.Create(ReasonList.Capacity - 2L)).AsDouble(), lanes, Vector512<double>.Zero);
        Vector256<double> half = Vector256.Max(low.GetLower(), low.GetUpper());
        Vector128<double> quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return Math.Max(quarter.ToScalar(), quarter.GetElement(1));
    }
}
