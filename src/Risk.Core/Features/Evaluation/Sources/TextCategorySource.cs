using Risk.Events;
using Risk.Internals;

namespace Risk.Features.Evaluation;

/// <summary>A part of a text, compared without case.</summary>
internal sealed class TextCategorySource(TextSource text) : CategorySource
{
    public override bool TryHash(AttributeRow row, ReadOnlySpan<double> slots, out ulong hash, ref DecisionFlags flags)
    {
        bool found = text.TryGet(row, out ReadOnlySpan<char> characters, ref flags);
        hash = found ? TextHash.Folded(characters) : 0;
        return found;
    }
}
