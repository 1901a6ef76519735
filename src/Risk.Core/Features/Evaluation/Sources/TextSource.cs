using Risk.Events;

namespace Risk.Features.Evaluation;

/// <summary>Characters of an event: an attribute, or a part of one.</summary>
internal abstract class TextSource
{
    /// <summary>Finds the characters; they are the row's and stay valid until it is cleared.</summary>
    /// <returns>False when the text is missing.</returns>
    public abstract bool TryGet(AttributeRow row, out ReadOnlySpan<char> text, ref DecisionFlags flags);
}
