using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>Whether two categories are the same, by their 64-bit hashes; missing when either is.</summary>
internal sealed class EqualFunction(CategorySource left, CategorySource right) : RowFunction
{
    private readonly int[] _operands = [.. left.Operands, .. right.Operands];

    public override ReadOnlySpan<int> Operands => _operands;

    public override double Evaluate(AttributeRow row, ReadOnlySpan<double> slots, ref DecisionFlags flags) =>
        left.TryHash(row, slots, out ulong first, ref flags) & right.TryHash(row, slots, out ulong second, ref flags)
            ? first == second ? 1 : 0
            : double.NaN;
}
