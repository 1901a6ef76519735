using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Risk.Models.Explanation;

/// <content>
/// Ranking in vectors: the contributions are read twice, first for a size that <see cref="ReasonList.Capacity"/> of them reach, then for those that reach it, which are few. Each of
/// these moves the smaller ones of the ranking back by a place without a branch, for where a contribution ranks can't be predicted. The same answer as the scalar code.
/// </content>
public sealed partial class ReasonSelector
{
    private const int ChunkGroups = 64;

    private int RankInVectors(ReadOnlySpan<double> sums, ref Ranking best)
    {
        ref double values = ref MemoryMarshal.GetReference(sums);
        int last = sums.Length - Vector512<double>.Count;
        Vector512<double> largest = Vector512<double>.Zero;
        for (int i = 0; i <= last; i += Vector512<double>.Count)
        {
            // Not Max, which NaN would win.
            Vector512<double> sizes = Sizes(Vector512.LoadUnsafe(ref values, (nuint)i));
            largest = Vector512.ConditionalSelect(Vector512.GreaterThan(sizes, largest), sizes, largest);
        }

        Vector512<double> bound = Vector512.Create(FourthOf(largest));
        Vector256<double> ranked = Vector256<double>.Zero;
        Vector256<long> groups = Vector256<long>.Zero;
        for (int start = 0; start < sums.Length; start += ChunkGroups)
        {
            ulong reached = 0;
            int end = Math.Min(start + ChunkGroups, sums.Length);
            for (int i = start; i < end; i += Vector512<double>.Count)
            {
                // The last block overlaps the one before, in bits that are the same.
                int block = Math.Min(i, last);
                ulong bits = Vector512.GreaterThanOrEqual(Sizes(Vector512.LoadUnsafe(ref values, (nuint)block)), bound).ExtractMostSignificantBits();
                reached |= block >= start ? bits << (block - start) : bits >> (start - block);
            }

            for (; reached != 0; reached &= reached - 1)
            {
                int group = start + BitOperations.TrailingZeroCount(reached);
                Insert(ref ranked, ref groups, Sizes(Vector512.Create(Unsafe.Add(ref values, group))).GetLower(), group);
            }
        }

        for (int rank = 0; rank < ReasonList.Capacity; rank++)
        {
            best[rank] = ((int)groups.GetElement(rank), ranked.GetElement(rank));
        }

        return Math.Min(BitOperations.PopCount(Vector256.GreaterThan(ranked, Vector256<double>.Zero).ExtractMostSignificantBits()), _count);
    }

    // The lanes are in order, so those below the newcomer are the last ones: each takes what stood before it, and the first of them the newcomer. What is as large stays before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(ref Vector256<double> ranked, ref Vector256<long> groups, Vector256<double> size, int group)
    {
        Vector256<long> below = Vector256.GreaterThan(size, ranked).AsInt64();
        Vector256<long> moved = Vector256.Shuffle(below, Vector256.Create(0L, 0, 1, 2)) & Vector256.Create(0L, -1, -1, -1);
        Vector256<double> rankedBefore = Vector256.Shuffle(ranked, Vector256.Create(0L, 0, 1, 2));
        Vector256<long> groupsBefore = Vector256.Shuffle(groups, Vector256.Create(0L, 0, 1, 2));
        ranked = Vector256.ConditionalSelect(below.AsDouble(), Vector256.ConditionalSelect(moved.AsDouble(), rankedBefore, size), ranked);
        groups = Vector256.ConditionalSelect(below, Vector256.ConditionalSelect(moved, groupsBefore, Vector256.Create((long)group)), groups);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Sizes(Vector512<double> contributions) => _direction switch
    {
        ContributionDirection.Raising => contributions,
        ContributionDirection.Lowering => -contributions,
        _ => Vector512.Abs(contributions),
    };

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
