using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>The characters of a text attribute.</summary>
internal sealed class AttributeTextSource(int position) : TextSource
{
    public override bool TryGet(AttributeRow row, out ReadOnlySpan<char> text, ref DecisionFlags flags)
    {
        if (row.TryGetText(position, out text))
        {
            return true;
        }

        flags |= DecisionFlags.MissingFeatures;
        return false;
    }
}
