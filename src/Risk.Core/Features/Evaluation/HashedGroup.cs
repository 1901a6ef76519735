using Risk.Events;
using Risk.Internals;

namespace Risk.Features.Evaluation;

/// <summary>Feature hashing: each source adds 1 (or its sign) to the bucket of its hash.</summary>
internal sealed class HashedGroup(int start, int buckets, bool isSigned, ulong[] salts, CategorySource[] sources)
{
    private readonly int[] _operands = [.. sources.SelectMany(s => s.Operands.ToArray())];

    /// <summary>The slots it reads.</summary>
    public ReadOnlySpan<int> Operands => _operands;

    /// <summary>The bucket of a hash: its high bits scaled to the number of buckets.</summary>
    public static int Bucket(ulong hash, int buckets) => (int)Math.BigMul(hash, (ulong)buckets, out _);

    public void Write(AttributeRow row, ReadOnlySpan<double> slots, Span<float> features, ref DecisionFlags flags)
    {
        Span<float> destination = features.Slice(start, buckets);
        destination.Clear();
        for (int i = 0; i < sources.Length; i++)
        {
            if (sources[i].TryHash(row, slots, out ulong hash, ref flags))
            {
                ulong salted = TextHash.Combine(salts[i], hash);
                destination[Bucket(salted, buckets)] += isSigned && (salted & 1) != 0 ? -1 : 1;
            }
        }
    }
}
