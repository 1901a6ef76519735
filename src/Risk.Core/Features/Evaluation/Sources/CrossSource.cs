using Risk.Events;
using Risk.Features.Definitions;

namespace Risk.Features.Evaluation;

/// <summary>The combination of several categories; missing when any of them is.</summary>
internal sealed class CrossSource(CategorySource[] parts) : CategorySource
{
    private readonly int[] _operands = [.. parts.SelectMany(p => p.Operands.ToArray())];

    public override ReadOnlySpan<int> Operands => _operands;

    public override bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags)
    {
        hash = 0;
        bool found = true;
        foreach (CategorySource part in parts)
        {
            found &= part.TryHash(row, slots, out ulong next, ref flags);
            hash = CrossDomain.Combine(hash, next);
        }

        return found;
    }
}
