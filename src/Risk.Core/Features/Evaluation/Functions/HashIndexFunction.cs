using Risk.Events;
using Risk.Internals;

namespace Risk.Features.Evaluation;

/// <summary>The bucket of a category's hash; missing stays missing.</summary>
internal sealed class HashIndexFunction(CategorySource source, ulong salt, int buckets) : RowFunction
{
    public override ReadOnlySpan<int> Operands => source.Operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags) =>
        source.TryHash(row, slots, out ulong hash, ref flags)
            ? HashedGroup.Bucket(TextHash.Combine(salt, hash), buckets)
            : double.NaN;
}
