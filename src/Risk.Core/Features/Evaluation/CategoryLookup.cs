using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>What a category stands for, found by its hash.</summary>
internal sealed class CategoryLookup(
    CategorySource source, ReadOnlySpan<ulong> keys, ReadOnlySpan<double> values, double unknown, double missing, bool reportsUnknown) : RowFunction
{
    private readonly HashIndex _index = new(keys);
    private readonly double[] _values = [.. values];
    private readonly DecisionFlags _unknownFlag = reportsUnknown ? DecisionFlags.UnknownCategory : DecisionFlags.None;

    public override ReadOnlySpan<int> Operands => source.Operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags)
    {
        if (!source.TryHash(row, slots, out ulong hash, ref flags))
        {
            return missing;
        }

        int index = _index.Find(hash);
        if (index >= 0)
        {
            return _values[index];
        }

        flags |= _unknownFlag;
        return unknown;
    }
}
