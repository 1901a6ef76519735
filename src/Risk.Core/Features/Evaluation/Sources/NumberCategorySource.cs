using Risk.Events;
using Risk.Internals;

namespace Risk.Features.Evaluation;

/// <summary>A number taken as a category: equal numbers are the same category.</summary>
internal sealed class NumberCategorySource(int slot) : CategorySource
{
    private readonly int[] _operands = [slot];

    public override ReadOnlySpan<int> Operands => _operands;

    public override bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags)
    {
        double value = slots[_operands[0]];
        hash = TextHash.Number(value);
        return !double.IsNaN(value);
    }
}
