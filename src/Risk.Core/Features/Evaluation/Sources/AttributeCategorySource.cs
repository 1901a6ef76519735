using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>A text attribute by the hash that the row holds already.</summary>
internal sealed class AttributeCategorySource(int position) : CategorySource
{
    public override bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags)
    {
        hash = row.Hashes[position];
        if (row.Codes[position] != TextCode.Missing)
        {
            return true;
        }

        flags |= DecisionFlags.MissingFeatures;
        return false;
    }
}
